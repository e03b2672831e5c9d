package org.nostrobservatory.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.network.NetworkHistory.Snapshot;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;
import org.nostrobservatory.score.Window;

class NetworkHistoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final Instant MINUTE = Instant.parse("2026-03-01T12:34:00Z");

    private final DataSource dataSource = TestDatabase.migratedSource();
    private final Database database = new Database(dataSource);
    private final Network network = new Network(database);
    private final NetworkHistory history = new NetworkHistory(database, network);

    @Test
    void takesDownWhatTheOverviewSays() {
        TestArchive archive = new TestArchive(database, new NetworkProjector(database));
        archive.add(
                key(1).sign(MINUTE.getEpochSecond() - 10, 1, List.of(), "new"),
                key(2).sign(MINUTE.getEpochSecond() - 100_000, 1, List.of(), "old"),
                key(2).sign(MINUTE.getEpochSecond() - 4_000, 7, List.of(), "+"),
                key(3).sign(MINUTE.getEpochSecond() + 60, 1, List.of(), "after the minute's beginning"));
        database.update("insert into relay_connection (relay_id, state, since, failures, updated_at)"
                + " select id, 'live', now(), 0, now() from relay limit 1");

        assertThat(history.record(NOW)).isTrue();
        assertThat(history.history(NOW, Window.HOUR_1))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("eventsPerSecond")
                .containsExactly(new Snapshot(MINUTE, 3, 1, 2, 1, 4, 1, 2, 1, 0, 0, 0, 0, 1, 0));
        assertThat(history.history(NOW, Window.HOUR_1).get(0).eventsPerSecond())
                .isPositive()
                .isCloseTo(network.overview(NOW).events().perSecond(), within(1e-6));
    }

    @Test
    void takesOneAMinute() {
        assertThat(history.record(NOW)).isTrue();
        assertThat(history.record(NOW.minusSeconds(50))).isFalse();
        assertThat(history.record(NOW.plusSeconds(4))).isTrue();
        assertThat(times(NOW.plusSeconds(10), Window.HOUR_1)).containsExactly(MINUTE, MINUTE.plusSeconds(60));
    }

    @Test
    void leavesTheWorkToTheServerThatIsAtIt() throws Exception {
        try (TestTransaction other = new TestTransaction(dataSource)) {
            assertThat(new NetworkHistory(other.database(), new Network(other.database())).record(NOW))
                    .isTrue();
            assertThat(history.record(NOW.plusSeconds(60))).isFalse();
            other.commit();
        }
        assertThat(history.record(NOW.plusSeconds(60))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void answersFewPointsOfTheWindowAndNothingElse(Window window) {
        fill(MINUTE.minus(Duration.ofDays(8)), MINUTE.plusSeconds(60));

        List<Instant> times = times(NOW, window);
        Duration step = NetworkHistory.step(window);
        assertThat(times).hasSizeBetween(50, NetworkHistory.MAX_POINTS).isSorted();
        assertThat(times.get(0))
                .isBetween(
                        NOW.minusSeconds(window.seconds()),
                        NOW.minusSeconds(window.seconds()).plus(step));
        assertThat(times.get(times.size() - 1)).isBetween(NOW.minus(step), NOW);
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isEqualTo(step);
        }
    }

    @Test
    void hasGapsWhereNothingWasTakenDown() {
        fill(MINUTE.minus(Duration.ofMinutes(40)), MINUTE.minus(Duration.ofMinutes(30)));
        fill(MINUTE.minus(Duration.ofMinutes(3)), MINUTE);

        assertThat(times(NOW, Window.HOUR_1)).hasSize(13);
        assertThat(history.history(MINUTE.minus(Duration.ofDays(9)), Window.DAYS_7))
                .isEmpty();
    }

    @Test
    void keepsTheFirstOfEachOldHour() {
        Instant old = Instant.parse("2026-02-20T10:00:00Z");
        fill(old.plusSeconds(17 * 60), old.plusSeconds(3 * 3600));
        fill(MINUTE.minus(Duration.ofDays(7)), MINUTE.minus(Duration.ofDays(7)).plusSeconds(600));

        int thinned = history.thin(NOW);

        assertThat(all())
                .hasSize(3 + 10)
                .startsWith(old.plusSeconds(17 * 60), old.plusSeconds(3600), old.plusSeconds(2 * 3600));
        assertThat(thinned).isEqualTo(43 + 60 + 60 - 3);
        assertThat(history.thin(NOW)).isZero();
    }

    private List<Instant> times(Instant now, Window window) {
        return history.history(now, window).stream().map(Snapshot::time).toList();
    }

    private List<Instant> all() {
        return database.query("select time from network_snapshot order by time", row -> Database.instant(row, "time"));
    }

    /** One each minute. */
    private void fill(Instant from, Instant before) {
        database.update("""
                insert into network_snapshot
                select time, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
                from generate_series(?::timestamptz, ?::timestamptz - interval '1 second', '1 minute') as minutes (time)""", from, before);
    }
}
