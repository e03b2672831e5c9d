package org.nostrobservatory.dvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/** What becomes of odd jobs; whatever else there is, {@code EveryJobTest} compares with a recomputation. */
class JobAnswersTest {

    private static final SecretKey DVM = key(11);
    private static final Event REQUEST = ALICE.sign(TIME, 5050, List.of(), "a job");
    private static final Instant LATER = Instant.ofEpochSecond(TIME + 86_400);

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive =
            new TestArchive(database, new JobProjector(database), new AnnouncementProjector(database));
    private final JobAnswers answers = new JobAnswers(database);
    private final DvmRegistry dvms = new DvmRegistry(database);

    @Test
    void aJobGoesFromRequestToResult() {
        archive.add(REQUEST);
        update();
        assertThat(jobs()).containsExactly("requested 0 0 0 null null");
        archive.add(feedback(DVM, 2, "processing"));
        update();
        assertThat(jobs()).containsExactly("processing 1 0 1 2 null");
        archive.add(result(DVM, 6050, 5));
        update();
        assertThat(jobs()).containsExactly("answered 1 1 1 2 5");
        archive.add(feedback(DVM, 6, "error"));
        update();
        assertThat(jobs()).containsExactly("answered 1 1 2 2 5");
    }

    @Test
    void theBestOfSeveralDvmsIsTheState() {
        archive.add(REQUEST, feedback(DVM, 1, "error"), feedback(key(12), 2, "payment-required"));
        update();
        assertThat(jobs()).containsExactly("payment-required 2 0 2 1 null");
    }

    @Test
    void answersMayComeBeforeTheirRequest() {
        archive.add(result(DVM, 6050, 5));
        update();
        assertThat(answers()).containsExactly("5050 null 1 0 null {}");
        assertThat(jobs()).isEmpty();
        archive.add(REQUEST);
        update();
        assertThat(answers()).containsExactly("5050 " + TIME + " 1 0 null {}");
        archive.remove(REQUEST);
        update();
        assertThat(answers()).containsExactly("5050 null 1 0 null {}");
        assertThat(jobs()).isEmpty();
    }

    @Test
    void whatContradictsTheRequestIsShownAndDoesNotCount() {
        archive.add(
                REQUEST,
                result(DVM, 6051, 5),
                result(DVM, 6050, -601),
                feedback(DVM, -601, "processing"),
                result(ALICE, 6050, 5),
                feedback(ALICE, 6, "success"));
        update();

        assertThat(answers())
                .containsExactlyInAnyOrder(
                        "5050 " + TIME + " 0 0 null {before-request,kind-mismatch}",
                        "5050 " + TIME + " 0 0 null {self-answer}");
        assertThat(jobs()).containsExactly("requested 0 0 0 null null");
    }

    @Test
    void clocksMayDifferByTenMinutes() {
        archive.add(REQUEST, result(DVM, 6050, -600));
        update();
        assertThat(jobs()).containsExactly("answered 1 1 0 null -600");
    }

    @Test
    void unknownStatusesAndBadAmountsCountAndAreShown() {
        archive.add(REQUEST, feedback(DVM, 1, "done", Tag.of("amount", "much")));
        update();
        assertThat(answers()).containsExactly("5050 " + TIME + " 0 1 unknown {bad-amount,unknown-status}");
        assertThat(jobs()).containsExactly("unknown 1 0 1 1 null");
    }

    @Test
    void whoeverWasAskedHasARowThoughSilent() {
        Event targeted =
                ALICE.sign(TIME, 5050, List.of(Tag.of("p", DVM.publicKey().hex())), "for you");
        archive.add(
                targeted,
                BOB.sign(TIME + 3, 6050, List.of(Tag.of("e", targeted.id().hex())), ""));
        update();

        assertThat(lines("select pubkey = ? as is_dvm, targeted, results from job_answer order by 1", DVM.publicKey()))
                .containsExactly("(f,f,1)", "(t,t,0)");
        assertThat(count("dvm")).isEqualTo(1);
    }

    @Test
    void answersWithoutARequestBelongToNoJob() {
        archive.add(
                DVM.sign(TIME, 6050, List.of(), ""),
                DVM.sign(TIME, Kinds.JOB_FEEDBACK, List.of(Tag.of("status", "error")), ""),
                DVM.sign(TIME, 6050, List.of(Tag.of("e", "no id")), ""));
        update();

        assertThat(count("job_answer")).isZero();
        assertThat(count("job_result")).isEqualTo(2);
        assertThat(count("job_feedback")).isEqualTo(1);
        assertThat(count("dvm")).isEqualTo(1);
    }

    @Test
    void excludedKindsAndOthersLeaveNoRow() {
        archive.add(
                ALICE.sign(TIME, 5969, List.of(), "a poll"),
                ALICE.sign(TIME, 6969, List.of(), "a poll"),
                ALICE.sign(TIME, 4999, List.of(), ""),
                ALICE.sign(TIME, 7001, List.of(), ""));
        assertThat(count("job_request") + count("job_result") + count("job_feedback"))
                .isZero();
    }

    @Test
    void aFloodHidesNobodyElse() {
        List<Event> events = new ArrayList<>(List.of(REQUEST, result(key(12), 6050, 50)));
        IntStream.range(0, 10_000)
                .mapToObj(i -> DVM.sign(
                        TIME + i, 6050, List.of(Tag.of("e", REQUEST.id().hex())), "flood " + i))
                .forEach(events::add);
        archive.add(events);
        update();

        assertThat(answers())
                .containsExactlyInAnyOrder("5050 " + TIME + " 100 0 null {flood}", "5050 " + TIME + " 1 0 null {}");
        assertThat(jobs()).containsExactly("answered 2 101 0 null 0");
    }

    @Test
    void aJobHasFiveHundredDvmsAtMost() {
        List<Event> events = new ArrayList<>(List.of(REQUEST));
        for (int i = 0; i < 600; i++) {
            byte[] secret = new byte[32];
            secret[0] = 1;
            secret[30] = (byte) (i >> 8);
            secret[31] = (byte) i;
            events.add(result(SecretKey.of(secret), 6050, 1));
        }
        archive.add(events);
        update();

        assertThat(jobs()).containsExactly("answered 500 500 0 null 1");
    }

    @Test
    void whatIsDatedAheadCountsWhenItsTimeComes() {
        Event ahead = result(DVM, 6050, 7_200);
        archive.add(REQUEST, ahead);
        update(Instant.ofEpochSecond(TIME));
        assertThat(jobs()).containsExactly("requested 0 0 0 null null");
        assertThat(count("dvm")).isZero();
        update(Instant.ofEpochSecond(TIME + 7_200 - 901));
        assertThat(count("job_answer")).isZero();
        update(Instant.ofEpochSecond(TIME + 7_200 - 900));
        assertThat(jobs()).containsExactly("answered 1 1 0 null 7200");
        assertThat(count("dvm")).isEqualTo(1);
        assertThat(count("job_due") + count("dvm_due")).isZero();
    }

    @Test
    void aRequestDatedAheadIsUnknownUntilItsTimeComes() {
        Event request = ALICE.sign(TIME + 7_200, 5050, List.of(), "later");
        archive.add(
                request, DVM.sign(TIME, 6050, List.of(Tag.of("e", request.id().hex())), ""));
        update(Instant.ofEpochSecond(TIME));
        assertThat(answers()).containsExactly("5050 null 1 0 null {}");
        update(LATER);
        assertThat(answers()).containsExactly("5050 " + (TIME + 7_200) + " 0 0 null {before-request}");
    }

    @Test
    void anInactiveDvmIsActiveAgainWithSomethingNewer() {
        archive.add(REQUEST, result(DVM, 6050, 5));
        update();
        database.update("update dvm set active = false, deactivated_at = 7");
        archive.add(result(DVM, 6050, 4));
        update();
        assertThat(lines("select active, deactivated_at from dvm")).containsExactly("(f,7)");
        archive.add(result(DVM, 6050, 6));
        update();
        assertThat(lines("select active, deactivated_at from dvm")).containsExactly("(t,)");
    }

    private void update() {
        update(LATER);
    }

    private void update(Instant now) {
        while (answers.update(1_000, now) + dvms.update(1_000, now) > 0) {
            // until nothing is left
        }
    }

    private static Event result(SecretKey dvm, int kind, int after) {
        return dvm.sign(TIME + after, kind, List.of(Tag.of("e", REQUEST.id().hex())), "");
    }

    private static Event feedback(SecretKey dvm, int after, String status, Tag... more) {
        List<Tag> tags = new ArrayList<>(List.of(more));
        tags.add(Tag.of("e", REQUEST.id().hex()));
        tags.add(Tag.of("status", status));
        return dvm.sign(TIME + after, Kinds.JOB_FEEDBACK, tags, "");
    }

    /** State, DVMs, results, feedback; seconds to the first feedback and the first result. */
    private List<String> jobs() {
        return database.query("""
                select concat_ws(' ', state, dvms, results, feedbacks, coalesce((first_feedback_at - created_at)::text, 'null'),
                                 coalesce((first_result_at - created_at)::text, 'null')) as line from job""", row -> row.getString("line"));
    }

    /** Kind, time of the request, results, feedback, status, anomalies. */
    private List<String> answers() {
        return database.query("""
                select concat_ws(' ', kind, coalesce(requested_at::text, 'null'), results, feedbacks, coalesce(status, 'null'),
                                 anomalies::text) as line from job_answer""", row -> row.getString("line"));
    }

    private List<String> lines(String sql, Bytes... parameters) {
        return database.query(
                "select t::text as line from (" + sql + ") as t", row -> row.getString("line"), (Object[]) parameters);
    }

    private long count(String table) {
        return database.find("select count(*) as rows from " + table, row -> row.getLong("rows"))
                .orElseThrow();
    }
}
