package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

class EventPartitionsTest {

    private static final YearMonth MONTH = YearMonth.of(2021, 2);

    private final DataSource source = TestDatabase.migratedSource();
    private final Database database = new Database(source);
    private final EventPartitions partitions = new EventPartitions(database);

    @Test
    void emptyMonthsAreDroppedAndTheirLateEventsStored() throws SQLException {
        database.query("select create_event_partition(date '2021-02-01')", row -> true);
        TestArchive archive = new TestArchive(database);
        Event event =
                SampleEvents.ALICE.sign(Instant.parse("2021-02-03T00:00:00Z").getEpochSecond(), 1, List.of(), "");
        archive.add(event);
        assertThat(partitions.empty(MONTH.plusMonths(1))).isEmpty();
        assertThat(drop()).isFalse();

        archive.remove(event);
        assertThat(partitions.empty(MONTH)).as("only older ones").isEmpty();
        assertThat(partitions.empty(MONTH.plusMonths(1))).containsExactly(MONTH);
        assertThat(drop()).isTrue();
        assertThat(partitions.empty(MONTH.plusMonths(1))).isEmpty();

        archive.add(event);
        assertThat(database.query("select id from event", row -> Database.bytes(row, "id")))
                .containsExactly(event.id());
    }

    private boolean drop() throws SQLException {
        try (TestTransaction transaction = new TestTransaction(source)) {
            boolean dropped = new EventPartitions(transaction.database()).drop(MONTH);
            transaction.commit();
            return dropped;
        }
    }
}
