package org.nostrobservatory.coordination;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.coordination.LeasePlan.Node;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Heartbeats and leases in the database. Every server does this; one at a time sees to it that the leases are as
 * {@link LeasePlan} says. The clock is the database's, so that those of the servers may differ. The container's proxy names the
 * records, so they are public.
 */
@Stateless
public class Coordination {

    /**
     * A collector that the grid does not reach is given up after two heartbeats that it missed. Not at once: where the grid is
     * cut in two both halves live, and go on saying so.
     */
    static final Duration PATIENCE = Leases.HEARTBEAT.multipliedBy(2).plusSeconds(1);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /**
     * What a server says of itself.
     *
     * @param name for people
     * @param grid how it sees the grid; empty where there is none
     * @param tokens of the leases by which it is connected to relays, or was a moment ago
     */
    public record Heartbeat(UUID id, String name, Instant startedAt, Optional<DataGrid.View> grid, Set<Long> tokens) {}

    /**
     * What it is told.
     *
     * @param leftovers how many relays nobody can take; null if another server looks after that at the moment
     */
    public record Answer(List<Leases.Lease> leases, Integer leftovers) {}

    private record Held(int relayId, UUID holder, long token, boolean revoked) {}

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    @Inject
    private Relays relays;

    public Coordination() {}

    Coordination(Settings settings, Database database, Relays relays) {
        this.settings = settings;
        this.database = database;
        this.relays = relays;
    }

    /** Says that this server is there, and answers what it holds. */
    public Answer beat(Heartbeat heartbeat) {
        say(heartbeat);
        giveBack(heartbeat);
        return AdvisoryLock.RELAY_LEASES.tryLock(database)
                ? distribute(heartbeat)
                : new Answer(leases(heartbeat.id(), relays.targets(), held()), null);
    }

    /**
     * As {@link #beat}, of a server without a grid when it starts: there is no other one, whatever the one before it has left
     * behind.
     */
    public Answer takeOver(Heartbeat heartbeat) {
        AdvisoryLock.RELAY_LEASES.lock(database);
        say(heartbeat);
        leave(database.query(
                "select id from collector where left_at is null and id <> ?",
                row -> row.getObject("id", UUID.class),
                heartbeat.id()));
        return distribute(heartbeat);
    }

    /** Gives all leases back, because this server stops. */
    public void leave(UUID id) {
        leave(List.of(id));
    }

    private void leave(Collection<UUID> ids) {
        Column gone = Column.of("uuid", List.copyOf(ids), id -> id);
        database.update("update collector set left_at = now() where id = any (?)", gone);
        database.update("delete from relay_lease where collector_id = any (?)", gone);
    }

    private void say(Heartbeat heartbeat) {
        database.update(
                """
                insert into collector (id, name, grid_member, started_at, heartbeat_at) values (?, ?, ?, ?, now())
                on conflict (id) do update
                set (name, grid_member, heartbeat_at, left_at) = (excluded.name, excluded.grid_member, now(), null)""",
                heartbeat.id(),
                heartbeat.name(),
                heartbeat.grid().map(DataGrid.View::self).orElse(null),
                heartbeat.startedAt());
    }

    private void giveBack(Heartbeat heartbeat) {
        database.update(
                "delete from relay_lease where collector_id = ? and revoked and token <> all (?)",
                heartbeat.id(),
                Column.of("bigint", List.copyOf(heartbeat.tokens()), token -> token));
    }

    private Answer distribute(Heartbeat heartbeat) {
        List<Relays.Target> targets = relays.targets();
        Map<Integer, UUID> holders = held().stream()
                .filter(lease -> !lease.revoked())
                .collect(Collectors.toMap(Held::relayId, Held::holder));
        Instant now = database.find("select now() as time", row -> Database.instant(row, "time"))
                .orElseThrow();
        LeasePlan plan = LeasePlan.of(
                targets.stream()
                        .map(target -> new LeasePlan.Relay(target.id(), target.highActivity()))
                        .toList(),
                nodes(heartbeat),
                now,
                holders,
                new LeasePlan.Terms(
                        settings.get(Setting.MAX_RELAYS_PER_COLLECTOR),
                        settings.get(Setting.COLLECTOR_TIMEOUT),
                        PATIENCE));
        carryOut(plan);
        return new Answer(
                leases(heartbeat.id(), targets, held()), plan.leftovers().size());
    }

    private List<Node> nodes(Heartbeat heartbeat) {
        Set<UUID> members = heartbeat.grid().map(DataGrid.View::members).orElse(Set.of());
        return database.query("select id, grid_member, heartbeat_at from collector where left_at is null", row -> {
            UUID member = row.getObject("grid_member", UUID.class);
            return new Node(
                    row.getObject("id", UUID.class),
                    Database.instant(row, "heartbeat_at"),
                    heartbeat.grid().isEmpty() || members.contains(member));
        });
    }

    /** What is to change hands is taken from its holder first, and granted when that has given it back. */
    private void carryOut(LeasePlan plan) {
        if (!plan.gone().isEmpty()) {
            leave(plan.gone());
            database.update("delete from collector where left_at < now() - ?::interval", REMEMBERED.toString());
        }
        List<Held> held = held();
        List<Held> changed = held.stream()
                .filter(lease ->
                        lease.revoked() == lease.holder().equals(plan.holders().get(lease.relayId())))
                .toList();
        if (!changed.isEmpty()) {
            database.update(
                    """
                    update relay_lease set revoked = change.revoked from unnest(?, ?) as change (token, revoked)
                    where relay_lease.token = change.token""",
                    Column.of("bigint", changed, Held::token),
                    Column.of("boolean", changed, lease -> !lease.revoked()));
        }
        Map<Integer, UUID> free = new LinkedHashMap<>(plan.holders());
        held.forEach(lease -> free.remove(lease.relayId()));
        if (!free.isEmpty()) {
            List<Map.Entry<Integer, UUID>> granted =
                    free.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
            database.update(
                    """
                    insert into relay_lease (relay_id, collector_id, token, granted_at)
                    select relay_id, collector_id, nextval('relay_lease_token'), now()
                    from unnest(?, ?) as lease (relay_id, collector_id)
                    on conflict do nothing""",
                    Column.of("integer", granted, Map.Entry::getKey),
                    Column.of("uuid", granted, Map.Entry::getValue));
        }
    }

    private List<Held> held() {
        return database.query(
                "select relay_id, collector_id, token, revoked from relay_lease",
                row -> new Held(
                        row.getInt("relay_id"),
                        row.getObject("collector_id", UUID.class),
                        row.getLong("token"),
                        row.getBoolean("revoked")));
    }

    private static List<Leases.Lease> leases(UUID holder, List<Relays.Target> targets, List<Held> held) {
        Map<Integer, Long> tokens = new HashMap<>();
        held.stream()
                .filter(lease -> lease.holder().equals(holder) && !lease.revoked())
                .forEach(lease -> tokens.put(lease.relayId(), lease.token()));
        return targets.stream()
                .filter(target -> tokens.containsKey(target.id()))
                .map(target -> new Leases.Lease(target, tokens.get(target.id())))
                .toList();
    }
}
