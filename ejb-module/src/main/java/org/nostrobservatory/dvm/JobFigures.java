package org.nostrobservatory.dvm;

import java.util.List;

/**
 * How jobs of a window went: those of a DVM, of a kind, or all. A job lies in the window in which it was requested. A quantile
 * is the element at floor(count · q) of all of them sorted, counted from 0. Shares are percent, null where there is nothing to
 * divide by.
 *
 * @param jobs requests; of a DVM those that name it, and those that it said something of
 * @param answered how many of them have a result; of a DVM, one of its own
 * @param answeredShare of the jobs
 * @param answeredWithin the same of those that are older than so many seconds, and how many had a result by then
 * @param firstFeedback from the request to the first feedback
 * @param firstResult from the request to the first result
 * @param answers how often a DVM said something of a job
 * @param errorShare of the answers, those with an error
 * @param paywallShare of the answers, those with a demand to pay
 * @param medianAskedMsat of what answers ask for, where they ask for something; null where none does
 * @param earnedMsat zaps that count, on results and feedback or for their invoices, by anybody but the DVM
 * @param customers keys that requested these jobs
 */
public record JobFigures(
        long jobs,
        long answered,
        Double answeredShare,
        List<Within> answeredWithin,
        Latency firstFeedback,
        Latency firstResult,
        long answers,
        Double errorShare,
        Double paywallShare,
        Long medianAskedMsat,
        long earnedMsat,
        long customers) {

    /** The stretches of time that answers are expected in, seconds. */
    public static final List<Integer> EXPECTED_SECONDS = List.of(10, 60, 600);

    /** Of no job at all. */
    public static final JobFigures NONE = new JobFigures(
            0,
            0,
            null,
            EXPECTED_SECONDS.stream().map(seconds -> new Within(seconds, null)).toList(),
            Latency.NONE,
            Latency.NONE,
            0,
            null,
            null,
            null,
            0,
            0);

    /** @param share of the jobs that are older than so many seconds; null where there are none */
    public record Within(int seconds, Double share) {}

    /**
     * How long it took, whole seconds by the clocks of those who signed; what seems to be earlier than the request took none.
     *
     * @param count jobs that were measured
     */
    public record Latency(long count, Long p50Seconds, Long p95Seconds) {

        static final Latency NONE = new Latency(0, null, null);
    }

    /** Percent; null where there is nothing to divide by. */
    static Double share(long part, long whole) {
        return whole == 0 ? null : 100.0 * part / whole;
    }
}
