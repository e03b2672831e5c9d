package org.nostrobservatory.dvm;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.protocol.JobStatus;

/**
 * What became of a job with one DVM: a row of {@code job_answer} but what was paid. A function of the request and of what the
 * DVM said.
 *
 * @param request empty where it is not stored
 * @param kind of the request; where that is not stored that of the results less 1000; null where there are none
 * @param firstFeedbackAt unix second; null without feedback that counts
 * @param firstResultAt unix second; null without a result that counts
 * @param results that count
 * @param feedbacks that count
 * @param errors those of them with status error
 * @param status of the last feedback that counts; null without
 * @param askedMsat the most that what counts asks for; null if it does not
 * @param counting the results and feedback that count
 */
record JobAnswer(
        Bytes requestId,
        Bytes dvm,
        Optional<Request> request,
        Integer kind,
        Long firstFeedbackAt,
        Long firstResultAt,
        int results,
        int feedbacks,
        int errors,
        boolean paywalled,
        JobStatus status,
        Long askedMsat,
        Set<JobAnomaly> anomalies,
        List<Said> counting) {

    /** A stored request. */
    record Request(Bytes id, int kind, Bytes customer, long createdAt, List<Bytes> targets) {}

    /**
     * A result or feedback.
     *
     * @param kind of a result as published; null for feedback
     * @param status of feedback; null for a result
     * @param askedMsat null where nothing is asked for
     */
    record Said(Bytes eventId, long createdAt, Integer kind, JobStatus status, Long askedMsat, boolean badAmount) {

        boolean isResult() {
            return kind != null;
        }
    }

    /** So many results, and as many feedback events, of one DVM to one request are looked at: the earliest. */
    static final int MAX_EVENTS = 100;

    /** Clocks may differ: what is so much older than its request may yet be an answer to it. */
    static final long CLOCK_SKEW_SECONDS = 600;

    /**
     * @param said the DVM's results and feedback, each of both by time and id; of each the first {@link #MAX_EVENTS} count, one
     *     more tells that there are more
     */
    static JobAnswer of(Bytes requestId, Bytes dvm, Optional<Request> request, List<Said> said) {
        List<Said> results = said.stream().filter(Said::isResult).toList();
        List<Said> feedback = said.stream().filter(it -> !it.isResult()).toList();
        List<Said> known = Stream.concat(
                        results.stream().limit(MAX_EVENTS), feedback.stream().limit(MAX_EVENTS))
                .toList();

        Set<JobAnomaly> anomalies = EnumSet.noneOf(JobAnomaly.class);
        if (results.size() > MAX_EVENTS || feedback.size() > MAX_EVENTS) {
            anomalies.add(JobAnomaly.FLOOD);
        }
        known.forEach(it -> anomalies.addAll(oddities(it)));
        known.forEach(it -> anomalies.addAll(contradictions(it, dvm, request)));
        List<Said> counting = known.stream()
                .filter(it -> contradictions(it, dvm, request).isEmpty())
                .toList();
        List<Said> countingFeedback =
                counting.stream().filter(it -> !it.isResult()).toList();
        return new JobAnswer(
                requestId,
                dvm,
                request,
                request.map(Request::kind).orElseGet(() -> kind(counting)),
                firstAt(counting, it -> !it.isResult()),
                firstAt(counting, Said::isResult),
                counting.size() - countingFeedback.size(),
                countingFeedback.size(),
                (int) countingFeedback.stream()
                        .filter(it -> it.status() == JobStatus.ERROR)
                        .count(),
                countingFeedback.stream().anyMatch(it -> it.status() == JobStatus.PAYMENT_REQUIRED),
                countingFeedback.isEmpty()
                        ? null
                        : countingFeedback.get(countingFeedback.size() - 1).status(),
                counting.stream()
                        .map(Said::askedMsat)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                anomalies,
                counting);
    }

    /** Why it does not count. */
    private static Set<JobAnomaly> contradictions(Said said, Bytes dvm, Optional<Request> stored) {
        Set<JobAnomaly> found = EnumSet.noneOf(JobAnomaly.class);
        stored.ifPresent(request -> {
            if (said.isResult() && said.kind() != request.kind() + JobKind.RESULT_OFFSET) {
                found.add(JobAnomaly.KIND_MISMATCH);
            }
            if (said.createdAt() < request.createdAt() - CLOCK_SKEW_SECONDS) {
                found.add(JobAnomaly.BEFORE_REQUEST);
            }
            if (dvm.equals(request.customer())) {
                found.add(JobAnomaly.SELF_ANSWER);
            }
        });
        return found;
    }

    private static Set<JobAnomaly> oddities(Said said) {
        Set<JobAnomaly> found = EnumSet.noneOf(JobAnomaly.class);
        if (said.status() == JobStatus.UNKNOWN) {
            found.add(JobAnomaly.UNKNOWN_STATUS);
        }
        if (said.badAmount()) {
            found.add(JobAnomaly.BAD_AMOUNT);
        }
        return found;
    }

    /** Of several kinds the lowest. */
    private static Integer kind(List<Said> counting) {
        return counting.stream()
                .filter(Said::isResult)
                .map(result -> result.kind() - JobKind.RESULT_OFFSET)
                .min(Integer::compare)
                .orElse(null);
    }

    private static Long firstAt(List<Said> counting, Predicate<Said> which) {
        return counting.stream()
                .filter(which)
                .map(Said::createdAt)
                .min(Long::compare)
                .orElse(null);
    }

    boolean isTargeted() {
        return request.filter(it -> it.targets().contains(dvm)).isPresent();
    }

    /** Whether the DVM said anything that counts. */
    boolean isAnswer() {
        return !counting.isEmpty();
    }
}
