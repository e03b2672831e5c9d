package org.nostrobservatory.dvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.dvm.JobRows.Answer;
import org.nostrobservatory.dvm.JobRows.Job;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class DvmJobsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final long SECOND = NOW.getEpochSecond();

    private final Database database = TestDatabase.migrated();
    private final DvmJobs jobs = new DvmJobs(database);

    @ParameterizedTest
    @EnumSource(DvmJobs.State.class)
    void listsHaveEachJobOfTheStateOnceTheLatestFirst(DvmJobs.State state) {
        JobRows rows = JobRows.random(new Random(1), SECOND);
        rows.store(database);

        for (Integer kind :
                Stream.concat(Stream.of((Integer) null), JobRows.KINDS.stream()).toList()) {
            assertThat(all(after -> jobs.latest(state, kind, after, 7, NOW)))
                    .containsExactlyElementsOf(rows.jobs.stream()
                            .filter(job -> job.at() <= SECOND && (kind == null || kind == job.kind()))
                            .filter(job -> isOf(state, job))
                            .sorted(Comparator.comparingLong(Job::at)
                                    .thenComparing(Job::id)
                                    .reversed())
                            .map(Job::id)
                            .toList());
        }
        for (JobRows.Dvm dvm : rows.dvms) {
            assertThat(all(after -> jobs.of(dvm.pubkey(), state, after, 7, NOW)))
                    .containsExactlyElementsOf(rows.answers.stream()
                            .filter(answer ->
                                    answer.dvm().equals(dvm.pubkey()) && answer.at() != null && answer.at() <= SECOND)
                            .filter(answer -> isOf(state, answer))
                            .sorted(Comparator.comparingLong(Answer::at)
                                    .thenComparing(Answer::request)
                                    .reversed())
                            .map(Answer::request)
                            .toList());
        }
    }

    private static List<Bytes> all(Function<DvmJobs.Place, DvmJobs.Part> list) {
        List<Bytes> ids = new ArrayList<>();
        DvmJobs.Part part = list.apply(null);
        part.jobs().forEach(job -> ids.add(job.requestId()));
        while (part.next() != null) {
            // As a cursor takes it to the next question.
            part = list.apply(DvmJobs.Place.parse(part.next().text()).orElseThrow());
            part.jobs().forEach(job -> ids.add(job.requestId()));
        }
        return ids;
    }

    private static boolean isOf(DvmJobs.State state, Job job) {
        boolean answered = job.state().equals("answered");
        boolean failed = job.state().equals("error");
        return switch (state) {
            case ALL -> true;
            case ANSWERED -> answered;
            case FAILED -> failed;
            case UNANSWERED -> !answered && !failed;
            case UNDELIVERED -> !answered && job.paid() > 0;
        };
    }

    private static boolean isOf(DvmJobs.State state, Answer answer) {
        return switch (state) {
            case ALL -> true;
            case ANSWERED -> answer.results() > 0;
            case FAILED -> answer.results() == 0 && answer.errors() > 0;
            case UNANSWERED -> answer.results() == 0 && answer.errors() == 0;
            case UNDELIVERED -> answer.results() == 0 && answer.paid() > 0;
        };
    }

    @Test
    void aListGoesOnWhereLookingThroughItEnded() {
        database.update("""
                insert into job select decode(lpad(to_hex(number), 64, '0'), 'hex'), 5050, '\\x01', ? - number,
                                       case when number = 25000 then 'error' else 'answered' end, 0, 0, 0, null, null, null, 0
                from generate_series(1, 25000) as number""", SECOND);

        DvmJobs.Part first = jobs.latest(DvmJobs.State.FAILED, null, null, 5, NOW);
        DvmJobs.Part second = jobs.latest(DvmJobs.State.FAILED, null, first.next(), 5, NOW);
        DvmJobs.Part third = jobs.latest(DvmJobs.State.FAILED, null, second.next(), 5, NOW);
        assertThat(first.jobs()).isEmpty();
        assertThat(second.jobs()).isEmpty();
        assertThat(third.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.requestedAt()).isEqualTo(NOW.minusSeconds(25_000)));
        assertThat(third.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "1 zz", "x 00", "1 00 2", "99999999999999999999 00"})
    void whatIsNoPlaceIsNone(String text) {
        assertThat(DvmJobs.Place.parse(text)).isEmpty();
    }
}
