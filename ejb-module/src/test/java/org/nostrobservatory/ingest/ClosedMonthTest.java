package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.dvm.DvmMonths;
import org.nostrobservatory.dvm.JobRetention;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;

/** What a rebuild makes of closed months, and how they are opened again: see docs/operations.md. */
class ClosedMonthTest {

    private static final Instant NOW = Instant.parse("2025-12-20T12:00:00Z");
    private static final YearMonth MONTH = YearMonth.of(2025, 9);
    private static final long TIME = Instant.parse("2025-09-30T23:59:30Z").getEpochSecond();

    private final WholeArchive whole = new WholeArchive();
    private final Database database = whole.database;
    private final DvmMonths months = Beans.create(DvmMonths.class, database);
    private final JobRetention detail = Beans.create(JobRetention.class, database);

    @Test
    void aRebuildKeepsAClosedMonthAndMakesTheJobsOfAnOpenedOneAgain() {
        Event request = SampleEvents.ALICE.sign(TIME, 5300, List.of(), "");
        Event result = SampleEvents.BOB.sign(
                TIME + 60, 6300, List.of(Tag.of("e", request.id().hex())), "in October");
        whole.archive.add(request, result);
        whole.update();
        months.noteChanges(NOW);
        assertThat(months.closeable(NOW, NOW)).as("something has just come").isEmpty();
        assertThat(months.closeable(NOW, NOW.plusSeconds(1))).containsExactly(MONTH, MONTH.plusMonths(1));
        assertThat(months.close(MONTH, NOW)).isTrue();
        while (detail.remove(1, NOW).isPresent()) {
            // until nothing is left
        }
        whole.archive.add(SampleEvents.BOB.sign(TIME, 5300, List.of(), "late"));
        whole.update();
        months.noteChanges(NOW);

        assertThat(count("select count(*) from job_request")).isZero();
        assertThat(count("select count(*) from job_result")).isEqualTo(1);
        assertThat(rebuild()).as("rows that are not right").isZero();
        assertThat(count("select requests * 100 + answered * 10 + late from dvm_month where month = 202509"))
                .isEqualTo(111);
        assertThat(ProjectionCheck.differences(database)).isEmpty();

        database.update("update dvm_month set (closed_at, emptied_at, arrived_at, late) = (null, null, now(), 0)"
                + " where late > 0");
        assertThat(rebuild()).isEqualTo(2);
        whole.update();
        months.noteChanges(NOW);
        months.changed(NOW).forEach(month -> months.compute(month, NOW));
        assertThat(count("select requests * 100 + answered * 10 + late from dvm_month where month = 202509"))
                .isEqualTo(210);
        assertThat(ProjectionCheck.differences(database)).isEmpty();
    }

    private int rebuild() {
        Rebuild rebuild = whole.archive.rebuild();
        int wrong = 0;
        Section.Place last = Section.Place.START;
        while (!last.equals(Section.Place.END)) {
            Section section = rebuild.sectionAfter(last, 10);
            wrong += rebuild.correct(List.of("dvm"), section);
            last = section.upTo();
        }
        return wrong + rebuild.correctRest(List.of("dvm"));
    }

    private long count(String sql) {
        return database.find(sql, row -> row.getLong(1)).orElseThrow();
    }
}
