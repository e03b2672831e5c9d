package org.nostrobservatory.web.dvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.dvm.JobDetails.Job;
import org.nostrobservatory.dvm.JobDetails.Link;
import org.nostrobservatory.dvm.JobDetails.Step;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.page.Format;

class JobGraphTest {

    private static final Bytes CUSTOMER = bytes(1);
    private static final Bytes DVM = bytes(2);
    private static final Bytes OTHER_DVM = bytes(3);
    private static final Bytes REQUEST = bytes(10);
    private static final Bytes FEEDBACK = bytes(11);
    private static final Bytes RESULT = bytes(12);
    private static final Bytes PAYMENT = bytes(13);
    private static final Bytes BEFORE = bytes(14);
    private static final Bytes AFTER = bytes(15);
    private static final Bytes OTHER_RESULT = bytes(16);

    private static Bytes bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }

    private static Step step(String type, Bytes id, Bytes by, Long msat, Bytes of) {
        String status = type.equals("feedback") ? "payment-required" : null;
        return new Step(type, id, by, "\u202ename " + "x".repeat(100), 5, 5L, 7000, status, msat, null, "", of);
    }

    private static Job job(List<Step> steps) {
        return new Job(
                REQUEST,
                5050,
                null,
                CUSTOMER,
                null,
                Instant.EPOCH,
                "answered",
                null,
                List.of(),
                steps,
                3,
                List.of(new Link(BEFORE, null, null, null)),
                List.of(new Link(AFTER, 5050, null, "answered")));
    }

    private final Job job = job(List.of(
            step("request", REQUEST, CUSTOMER, null, null),
            step("feedback", FEEDBACK, DVM, 5_000L, null),
            step("result", RESULT, DVM, null, null),
            step("result", OTHER_RESULT, OTHER_DVM, null, null),
            step("payment", PAYMENT, CUSTOMER, 5_000L, FEEDBACK)));

    @Test
    void edgesGoFromCauseToEffect() {
        String invoice = "invoice:" + FEEDBACK;
        assertThat(JobGraph.of(job).edges())
                .containsExactlyInAnyOrder(
                        new JobGraph.Edge(CUSTOMER.hex(), REQUEST.hex(), "request"),
                        new JobGraph.Edge(REQUEST.hex(), FEEDBACK.hex(), "feedback"),
                        new JobGraph.Edge(FEEDBACK.hex(), invoice, "invoice"),
                        new JobGraph.Edge(invoice, PAYMENT.hex(), "payment"),
                        new JobGraph.Edge(REQUEST.hex(), RESULT.hex(), "result"),
                        new JobGraph.Edge(REQUEST.hex(), OTHER_RESULT.hex(), "result"),
                        new JobGraph.Edge(BEFORE.hex(), REQUEST.hex(), "input"),
                        new JobGraph.Edge(REQUEST.hex(), AFTER.hex(), "input"));
        assertThat(JobGraph.of(job).nodes())
                .hasSize(9)
                .extracting(JobGraph.Node::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void boxesDoNotLieOnEachOther() {
        JobDrawing drawing = JobDrawing.of(job, new Format());
        assertThat(drawing.boxes()).hasSize(9).allSatisfy(box -> {
            assertThat(box.x()).isBetween(0, drawing.width() - JobDrawing.BOX_WIDTH);
            assertThat(box.y()).isBetween(0, drawing.height() - JobDrawing.BOX_HEIGHT);
            assertThat(box.label() + box.detail()).doesNotContain("\u202e").hasSizeLessThan(50);
        });
        assertThat(drawing.boxes().stream().map(box -> box.x() + "," + box.y())).doesNotHaveDuplicates();
        assertThat(drawing.lines()).hasSize(8);
        assertThat(drawing.left()).isZero();
    }

    @Test
    void ofVeryManyNodesTheFirstAreDrawn() {
        List<Step> steps = new ArrayList<>(job.steps());
        for (int i = 20; i < 120; i++) {
            steps.add(step("result", bytes(i), bytes(i % 7), null, null));
        }
        JobDrawing drawing = JobDrawing.of(job(steps), new Format());
        assertThat(drawing.boxes()).hasSize(60);
        assertThat(drawing.left()).isEqualTo(49);
        assertThat(drawing.boxes().stream().map(box -> box.x() + "," + box.y())).doesNotHaveDuplicates();
    }
}
