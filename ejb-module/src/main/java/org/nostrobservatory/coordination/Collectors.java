package org.nostrobservatory.coordination;

import static java.util.stream.Collectors.groupingBy;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.schema.Database;

/** The servers that share the relays, and who holds what. */
@Stateless
public class Collectors {

    /**
     * A server that collects.
     *
     * @param name for people: its address in the data grid, or the name of its machine
     * @param heartbeatAt when it last said that it is there
     * @param state {@code live}; {@code stale}: it has not said for too long that it is there, and its relays are about to
     *     move; {@code left}: it has stopped or was given up, which is remembered for a day
     * @param relays that are leased to it, the most important first
     */
    public record Collector(
            UUID id,
            String name,
            Instant startedAt,
            Instant heartbeatAt,
            String state,
            boolean thisServer,
            List<Lease> relays) {}

    /**
     * A relay that a collector holds.
     *
     * @param since when it got it
     * @param revoked whether it is to give it back, because another collector is to have it, or nobody
     */
    public record Lease(int relayId, String url, boolean highActivity, int priority, Instant since, boolean revoked) {}

    /** A relay to collect from that no collector holds. */
    public record Leftover(int relayId, String url, boolean highActivity, int priority) {}

    private record Held(UUID collector, Lease lease) {}

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    @Inject
    private ThisServer self;

    public Collectors() {}

    Collectors(Settings settings, Database database, ThisServer self) {
        this.settings = settings;
        this.database = database;
        this.self = self;
    }

    /**
     * Whether this server is to do what one alone should do, because it would be wasted on several, or too much for strangers: it
     * is the one that has been there longest. Not exact: for seconds there may be none, or two.
     */
    public boolean leads() {
        return database.find(
                        "select id from collector where left_at is null order by started_at, id limit 1",
                        row -> row.getObject("id", UUID.class))
                .filter(self.id()::equals)
                .isPresent();
    }

    /** All collectors, those that are there first, then by name. */
    public List<Collector> list() {
        Map<UUID, List<Held>> held = database
                .query(
                        """
                        select collector_id, relay_id, url, activity = 'high' as high, priority, granted_at, revoked
                        from relay_lease join relay on id = relay_id
                        order by high desc, priority desc, relay_id""",
                        row -> new Held(
                                row.getObject("collector_id", UUID.class),
                                new Lease(
                                        row.getInt("relay_id"),
                                        row.getString("url"),
                                        row.getBoolean("high"),
                                        row.getInt("priority"),
                                        Database.instant(row, "granted_at"),
                                        row.getBoolean("revoked"))))
                .stream()
                .collect(groupingBy(Held::collector));
        return database.query(
                """
                select id, name, started_at, heartbeat_at,
                       case when left_at is not null then 'left'
                            when heartbeat_at < now() - ? * interval '1 ms' then 'stale' else 'live' end as state
                from collector order by left_at is not null, name, started_at""",
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Collector(
                            id,
                            row.getString("name"),
                            Database.instant(row, "started_at"),
                            Database.instant(row, "heartbeat_at"),
                            row.getString("state"),
                            id.equals(self.id()),
                            held.getOrDefault(id, List.of()).stream()
                                    .map(Held::lease)
                                    .toList());
                },
                settings.get(Setting.COLLECTOR_TIMEOUT).toMillis());
    }

    /**
     * The relays that nobody collects from, the most important first: because every collector has as many as
     * {@code OBSERVATORY_MAX_RELAYS_PER_COLLECTOR} allows, or for the seconds in which they change hands.
     */
    public List<Leftover> leftovers() {
        return database.query(
                """
                select id, url, activity = 'high' as high, priority from relay
                where enabled and not paused and not exists (select from relay_lease where relay_id = id)
                order by high desc, priority desc, id""",
                row -> new Leftover(
                        row.getInt("id"), row.getString("url"), row.getBoolean("high"), row.getInt("priority")));
    }
}
