package org.nostrobservatory.dvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class JobDetailsTest {

    private static final SecretKey CUSTOMER = key(1);
    private static final SecretKey DVM = key(2);
    private static final SecretKey OTHER_DVM = key(3);

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive =
            new TestArchive(database, new JobProjector(database), new AnnouncementProjector(database));
    private final JobDetails details = new JobDetails(database);

    private final Event request = CUSTOMER.sign(
            TIME,
            5050,
            List.of(
                    Tag.of("i", "tell me", "text"),
                    Tag.of("param", "model", "small"),
                    Tag.of("output", "text/plain"),
                    Tag.of("bid", "21000"),
                    Tag.of("p", DVM.publicKey().hex())),
            "");
    private final Event demand = DVM.sign(
            TIME + 2,
            Kinds.JOB_FEEDBACK,
            List.of(e(request), Tag.of("status", "payment-required"), Tag.of("amount", "5000")),
            "pay me");
    private final Event result = DVM.sign(TIME + 9, 6050, List.of(e(request)), "the answer");
    private final Event otherResult = OTHER_DVM.sign(TIME + 5, 6050, List.of(e(request), Tag.of("encrypted")), "x?iv=");

    private static Tag e(Event event) {
        return Tag.of("e", event.id().hex());
    }

    private void store(Event... events) {
        archive.add(events);
        JobAnswers answers = new JobAnswers(database);
        while (answers.update(1_000) > 0) {
            // until nothing is left
        }
    }

    /** As somebody zaps an answer. */
    private Bytes zap(Event answer, long msat) {
        Bytes receipt = Bytes.sha256(answer.id().toArray());
        database.update(
                "insert into zap (receipt_id, created_at, provider, sender, recipient, target_id, amount_msat, comment, payment)"
                        + " values (?, ?, '\\x01', ?, ?, ?, ?, '', ?)",
                receipt,
                TIME + 7,
                CUSTOMER.publicKey(),
                answer.pubkey(),
                answer.id(),
                msat,
                receipt);
        return receipt;
    }

    @Test
    void aJobIsFoundByEachOfItsEvents() {
        Bytes receipt = zap(demand, 5_000);
        store(request, demand, result, otherResult);

        for (Bytes id : List.of(request.id(), demand.id(), result.id(), otherResult.id(), receipt)) {
            assertThat(details.find(id).orElseThrow().requestId()).isEqualTo(request.id());
        }
        assertThat(details.find(Bytes.of(new byte[32]))).isEmpty();
    }

    @Test
    void itsTimeLineHasEverythingThatHappenedInTheWordsOfTheEvents() {
        Bytes receipt = zap(demand, 5_000);
        store(request, demand, result, otherResult);

        JobDetails.Job job = details.find(request.id()).orElseThrow();
        assertThat(job.kind()).isEqualTo(5050);
        assertThat(job.title()).isEqualTo("Text Generation");
        assertThat(job.customer()).isEqualTo(CUSTOMER.publicKey());
        assertThat(job.state()).isEqualTo("answered");
        assertThat(job.events()).isEqualTo(4);
        assertThat(job.request().bidMsat()).isEqualTo(21_000);
        assertThat(job.request().output()).isEqualTo("text/plain");
        assertThat(job.request().inputs().get(0).data()).isEqualTo("tell me");
        assertThat(job.request().params().get(0).value()).isEqualTo("small");
        assertThat(job.request().targets()).containsExactly(DVM.publicKey());
        assertThat(job.steps())
                .extracting(
                        JobDetails.Step::type,
                        JobDetails.Step::eventId,
                        JobDetails.Step::afterSeconds,
                        JobDetails.Step::text)
                .containsExactly(
                        tuple("request", request.id(), 0L, ""),
                        tuple("feedback", demand.id(), 2L, "pay me"),
                        tuple("result", otherResult.id(), 5L, ""),
                        tuple("payment", receipt, 7L, ""),
                        tuple("result", result.id(), 9L, "the answer"));
        assertThat(job.steps().get(1).status()).isEqualTo("payment-required");
        assertThat(job.steps().get(1).amountMsat()).isEqualTo(5_000);
        assertThat(job.steps().get(3).ofEvent()).isEqualTo(demand.id());
        assertThat(job.answers())
                .filteredOn(answer -> answer.pubkey().equals(DVM.publicKey()))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.targeted()).isTrue();
                    assertThat(answer.paywalled()).isTrue();
                    assertThat(answer.firstFeedbackSeconds()).isEqualTo(2);
                    assertThat(answer.firstResultSeconds()).isEqualTo(9);
                    assertThat(answer.askedMsat()).isEqualTo(5_000);
                    assertThat(answer.paidMsat()).isEqualTo(5_000);
                });
    }

    @Test
    void aJobWhoseRequestIsNotStoredIsShownByItsAnswers() {
        store(demand, result);

        JobDetails.Job job = details.find(result.id()).orElseThrow();
        assertThat(job.requestId()).isEqualTo(request.id());
        assertThat(job.kind()).isEqualTo(5050);
        assertThat(job.customer()).isNull();
        assertThat(job.requestedAt()).isNull();
        assertThat(job.request()).isNull();
        assertThat(job.state()).isEqualTo("answered");
        assertThat(job.steps()).extracting(JobDetails.Step::afterSeconds).containsOnlyNulls();
    }

    @Test
    void aRequestThatNobodyHasCountedYetIsThereAlready() {
        archive.add(request);

        JobDetails.Job job = details.find(request.id()).orElseThrow();
        assertThat(job.state()).isEqualTo("requested");
        assertThat(job.answers()).isEmpty();
    }

    @Test
    void chainsGoBothWaysByRequestOrResult() {
        Event byRequest =
                CUSTOMER.sign(TIME + 20, 5100, List.of(Tag.of("i", request.id().hex(), "job")), "");
        Event byResult =
                CUSTOMER.sign(TIME + 21, 5100, List.of(Tag.of("i", result.id().hex(), "job")), "");
        Event lost = CUSTOMER.sign(TIME + 22, 5100, List.of(Tag.of("i", "ab".repeat(32), "job")), "");
        store(request, result, byRequest, byResult, lost);

        assertThat(details.find(request.id()).orElseThrow().after())
                .extracting(JobDetails.Link::requestId)
                .containsExactly(byRequest.id(), byResult.id());
        assertThat(details.find(byResult.id()).orElseThrow().before())
                .containsExactly(new JobDetails.Link(request.id(), 5050, "Text Generation", "answered"));
        assertThat(details.find(lost.id()).orElseThrow().before())
                .containsExactly(new JobDetails.Link(Bytes.fromHex("ab".repeat(32)), null, null, null));
    }

    @Test
    void ofTenThousandResultsTheFirstAreShown() {
        List<Event> results = new ArrayList<>(List.of(request));
        for (int i = 0; i < 150; i++) {
            results.add(DVM.sign(TIME + i, 6050, List.of(e(request)), "answer " + i));
        }
        store(results.toArray(Event[]::new));

        JobDetails.Job job = details.find(request.id()).orElseThrow();
        assertThat(job.events()).isEqualTo(151);
        assertThat(job.steps())
                .hasSize(101)
                .last()
                .satisfies(step -> assertThat(step.text()).isEqualTo("answer 99"));
        assertThat(job.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.anomalies()).containsExactly("flood"));
    }
}
