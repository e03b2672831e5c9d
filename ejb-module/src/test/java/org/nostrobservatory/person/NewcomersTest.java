package org.nostrobservatory.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class NewcomersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long TODAY = NOW.getEpochSecond() / 86_400;

    private final Database database = TestDatabase.migrated();

    @Test
    void whoComesBackIsCountedByTheDayOfTheFirstEvent() {
        author(1, 40, 40, 1);
        author(2, 40, 39, 1);
        author(3, 40, 10, 1);
        author(4, 40, 0, 5);
        author(5, 39, 39, 1);
        author(6, 39, 0, 0);
        author(7, 1, 0, 1);
        author(8, 0, 0, 1);
        author(9, -1, -1, 1);
        author(10, 60, 0, 1);
        List<Newcomers.Day> days = new Newcomers(database).days(NOW);

        assertThat(days).hasSize(60);
        assertThat(days.get(59 - 40))
                .isEqualTo(new Newcomers.Day(LocalDate.ofEpochDay(TODAY - 40), 4, null, 75.0, 50.0, 50.0));
        assertThat(days.get(59 - 39))
                .isEqualTo(new Newcomers.Day(LocalDate.ofEpochDay(TODAY - 39), 1, -75.0, 0.0, 0.0, 0.0));
        assertThat(days.get(58))
                .isEqualTo(new Newcomers.Day(LocalDate.ofEpochDay(TODAY - 1), 1, null, null, null, null));
        assertThat(days.get(59)).isEqualTo(new Newcomers.Day(LocalDate.ofEpochDay(TODAY), 1, 0.0, null, null, null));
        assertThat(days.stream().mapToLong(Newcomers.Day::people).sum()).isEqualTo(7);
    }

    private void author(int number, int firstDaysAgo, int lastDaysAgo, int notes) {
        database.update(
                "insert into author (pubkey, first_event_at, last_event_at, events, notes) values (sha256(?::text::bytea), ?, ?, 1, ?)",
                number,
                86_400 * (TODAY - firstDaysAgo) + 7,
                86_400 * (TODAY - lastDaysAgo) + 8,
                notes);
    }
}
