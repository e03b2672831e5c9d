package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.coordination.TestLeases;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class RelayConnectionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Database database = TestDatabase.migrated();
    private final RelayConnections connections = new RelayConnections(database);

    @Test
    void aRowIsWrittenWhenItsStateChangesAndOtherwiseEveryTenSeconds() {
        database.update(
                "insert into relay (url, network, role) values ('wss://one.example/', 'clearnet', 'configured')");
        TestLeases.grant(database, 1, 1);
        save(RelayConnection.State.LIVE, 0, 0);
        assertThat(row()).isEqualTo("live 0 0");
        save(RelayConnection.State.LIVE, 1, 1);
        save(RelayConnection.State.LIVE, 9, 9);
        assertThat(row()).isEqualTo("live 0 0");
        save(RelayConnection.State.LIVE, 10, 10);
        assertThat(row()).isEqualTo("live 10 10");
        save(RelayConnection.State.STOPPED, 11, 10);
        assertThat(row()).isEqualTo("stopped 11 10");

        TestLeases.grant(database, 1, 2);
        save(RelayConnection.State.WAITING, 12, 10);
        assertThat(row()).as("another server has the relay").isEqualTo("stopped 11 10");
    }

    private void save(RelayConnection.State state, int now, int lastFrame) {
        connections.save(
                List.of(new RelayConnection.Status(1, 1, state, NOW, NOW, NOW.plusSeconds(lastFrame), 0, null, null)),
                NOW.plusSeconds(now));
    }

    /** State, and in seconds when it was written and when the last frame came. */
    private String row() {
        return database.find(
                        "select state, updated_at, last_frame_at from relay_connection",
                        row -> row.getString("state") + " "
                                + (Database.instant(row, "updated_at").getEpochSecond() - NOW.getEpochSecond()) + " "
                                + (Database.instant(row, "last_frame_at").getEpochSecond() - NOW.getEpochSecond()))
                .orElseThrow();
    }
}
