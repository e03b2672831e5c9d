package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class MonthsTest {

    @Test
    void aMonthOnEachSideIsAmongThemAsFarAsThereIsTime() {
        assertThat(Months.of(LongStream.of(10_000_000, 9_000_000))).isEqualTo(new Months(6_321_600, 12_678_400));
        assertThat(Months.of(LongStream.of(5, Long.MAX_VALUE))).isEqualTo(new Months(0, Long.MAX_VALUE));
    }

    @Test
    void otherPartitionsAreNotPlannedFor() {
        Database database = TestDatabase.migrated();
        long now = System.currentTimeMillis() / 1_000;
        Months months = Months.of(LongStream.of(now));
        String query = "explain select from event where id = ?";

        List<String> all = partitions(database, query, new byte[32]);
        List<String> some =
                partitions(database, query + " and " + Months.CONDITION, new byte[32], months.from(), months.to());

        assertThat(all).hasSizeGreaterThan(10);
        assertThat(some).hasSizeBetween(2, 4);
    }

    private static List<String> partitions(Database database, String query, Object... parameters) {
        return database.query(query, row -> row.getString(1), parameters).stream()
                .filter(line -> line.contains(" on event_"))
                .toList();
    }
}
