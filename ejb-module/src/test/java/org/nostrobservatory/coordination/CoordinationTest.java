package org.nostrobservatory.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.relay.TestRelays;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/** Servers that share relays, beat by beat. */
class CoordinationTest {

    private final Database database = TestDatabase.migrated();
    private final Settings settings = new Settings(setting ->
            Optional.ofNullable(Map.of(Setting.MAX_RELAYS_PER_COLLECTOR, "4").get(setting)));
    private final Relays relays = TestRelays.of(settings, database);
    private final Coordination coordination = new Coordination(settings, database, relays);
    private final Set<UUID> grid = new HashSet<>();

    /** A server, as far as it is seen here. */
    private final class Server {
        private final UUID id = UUID.randomUUID();
        private List<Leases.Lease> held = List.of();
        private Set<Long> connected = Set.of();
        private Integer leftovers;

        Server() {
            grid.add(id);
        }

        void beat() {
            take(coordination.beat(heartbeat(Optional.of(new DataGrid.View(id, "here", Set.copyOf(grid))))));
        }

        void takeOver() {
            take(coordination.takeOver(heartbeat(Optional.empty())));
        }

        void beatAlone() {
            take(coordination.beat(heartbeat(Optional.empty())));
        }

        private Coordination.Heartbeat heartbeat(Optional<DataGrid.View> view) {
            return new Coordination.Heartbeat(id, "server", Instant.now(), view, connected);
        }

        private void take(Coordination.Answer answer) {
            held = answer.leases();
            leftovers = answer.leftovers();
        }

        /** Connects to what it holds, and leaves what it does not hold any more. */
        void connect() {
            Set<Long> tokens = new HashSet<>();
            held.forEach(lease -> tokens.add(lease.token()));
            connected = tokens;
        }

        List<Integer> relays() {
            return held.stream().map(lease -> lease.relay().id()).sorted().toList();
        }

        void dies() {
            grid.remove(id);
            pass(id, 6);
        }
    }

    @Test
    void aServerAloneHoldsEverythingAtOnce() {
        add(3);
        Server former = new Server();
        former.takeOver();
        Server server = new Server();
        server.takeOver();
        assertThat(server.relays()).containsExactly(1, 2, 3);
        assertThat(server.leftovers).isZero();
        former.beatAlone();
        assertThat(former.relays()).as("what was taken is not there any more").isEmpty();
    }

    @Test
    void whoComesGetsItsShareWhenTheOthersHaveLeftIt() {
        add(4);
        Server first = new Server();
        first.beat();
        first.connect();
        assertThat(first.relays()).hasSize(4);

        Server second = new Server();
        second.beat();
        assertThat(second.relays())
                .as("they are the first one's until it gives them back")
                .isEmpty();
        first.beat();
        assertThat(first.relays()).hasSize(2);
        first.beat();
        second.beat();
        assertThat(second.relays()).as("the first one is still connected").isEmpty();
        first.connect();
        first.beat();
        second.beat();
        assertThat(second.relays()).hasSize(2).doesNotContainAnyElementsOf(first.relays());
    }

    @Test
    void whatADeadServerHeldGoesToTheOthersWithNewTokens() {
        add(6);
        List<Server> servers = List.of(new Server(), new Server(), new Server());
        settle(servers);
        servers.forEach(server -> assertThat(server.relays()).hasSize(2));
        Server dead = servers.get(1);
        long highest = servers.stream()
                .flatMap(server -> server.held.stream())
                .mapToLong(Leases.Lease::token)
                .max()
                .orElseThrow();

        dead.dies();
        List<Server> rest = List.of(servers.get(0), servers.get(2));
        rest.get(0).beat();
        rest.get(1).beat();
        assertOneEach(rest, 6);
        assertThat(rest.stream().flatMap(server -> server.held.stream()))
                .filteredOn(lease -> dead.relays().contains(lease.relay().id()))
                .hasSize(2)
                .allMatch(lease -> lease.token() > highest);
    }

    @Test
    void aServerThatWasTakenForDeadStartsAgainWithNothingButItsNewShare() {
        add(4);
        List<Server> servers = List.of(new Server(), new Server());
        settle(servers);
        servers.get(0).dies();
        servers.get(1).beat();
        assertThat(servers.get(1).relays()).hasSize(4);
        servers.get(1).connect();

        grid.add(servers.get(0).id);
        servers.get(0).beat();
        assertThat(servers.get(0).relays()).isEmpty();
        settle(servers);
        assertOneEach(servers, 4);
    }

    @Test
    void whoStopsGivesEverythingBackAtOnce() {
        add(4);
        List<Server> servers = List.of(new Server(), new Server());
        settle(servers);
        coordination.leave(servers.get(0).id);
        grid.remove(servers.get(0).id);
        servers.get(1).beat();
        assertThat(servers.get(1).relays()).hasSize(4);
        assertThat(collectors().list()).extracting(Collectors.Collector::state).containsExactly("live", "left");
    }

    @Test
    void whoHasBeenThereLongestLeads() {
        Server first = new Server();
        first.beat();
        ThisServer self = new ThisServer();
        coordination.beat(new Coordination.Heartbeat(self.id(), "me", Instant.now(), Optional.empty(), Set.of()));
        Collectors mine = new Collectors(settings, database, self);
        assertThat(mine.leads()).isFalse();
        coordination.leave(first.id);
        assertThat(mine.leads()).isTrue();
    }

    @Test
    void pausedRelaysAreGivenBackAndAddedOnesGranted() {
        add(3);
        Server server = new Server();
        server.beat();
        server.connect();
        database.update("update relay set paused = true where id = 2");
        add(1);
        server.beat();
        assertThat(server.relays()).containsExactly(1, 3, 4);
        assertThat(leases()).as("the second one is still connected").hasSize(4);
        server.connect();
        server.beat();
        assertThat(leases()).containsExactly(1, 3, 4);
    }

    @Test
    void whatThereIsNoRoomForIsReportedTheLeastImportantLast() {
        add(6);
        database.update("update relay set priority = 90 where id = 6");
        database.update("update relay set activity = 'high' where id = 5");
        Server server = new Server();
        server.beat();
        assertThat(server.leftovers).isEqualTo(2);
        assertThat(server.relays()).containsExactly(1, 2, 5, 6);
        assertThat(collectors().leftovers())
                .extracting(Collectors.Leftover::relayId)
                .containsExactly(3, 4);
        assertThat(collectors().list().get(0).relays())
                .extracting(Collectors.Lease::relayId)
                .containsExactly(5, 6, 1, 2);
    }

    private Collectors collectors() {
        return new Collectors(settings, database, new ThisServer());
    }

    private void settle(List<Server> servers) {
        for (int i = 0; i < 4; i++) {
            servers.forEach(Server::beat);
            servers.forEach(Server::connect);
        }
    }

    private static void assertOneEach(List<Server> servers, int relays) {
        List<Integer> all = new ArrayList<>();
        servers.forEach(server -> all.addAll(server.relays()));
        assertThat(all).hasSize(relays).doesNotHaveDuplicates();
    }

    private List<Integer> leases() {
        return database.query("select relay_id from relay_lease order by relay_id", row -> row.getInt(1));
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            database.update(
                    "insert into relay (url, network, role) values (?, 'clearnet', 'configured')",
                    "wss://" + UUID.randomUUID() + ".example/");
        }
    }

    /** Lets it be so long ago that the server said that it is there. */
    private void pass(UUID server, int seconds) {
        database.update(
                "update collector set heartbeat_at = heartbeat_at - ? * interval '1 s' where id = ?", seconds, server);
    }
}
