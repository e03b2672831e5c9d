package org.nostrobservatory.dvm;

import java.util.Locale;

/** What is odd about results and feedback of jobs. It is shown; what of it does not count is said with each. */
public enum JobAnomaly {
    /** A result of another kind than the request's plus 1000: does not count. */
    KIND_MISMATCH("The result is of another kind than was asked for."),
    /** More than ten minutes older than the request: does not count. */
    BEFORE_REQUEST("The answer is older than the request."),
    /** By the customer: does not count. */
    SELF_ANSWER("The customer answers the own request."),
    /** Feedback with a status that NIP-90 does not know: counts as feedback. */
    UNKNOWN_STATUS("The feedback has no status that NIP-90 knows."),
    /** An amount that is no number, too large, or not that of the invoice: counts as an answer. */
    BAD_AMOUNT("The amount is no plausible number of millisatoshi, or not that of the invoice."),
    /** More than a hundred results, or as much feedback, of one DVM for one request: the first hundred count. */
    FLOOD("The DVM answered more than a hundred times."),
    /** A result or feedback that names no request: it belongs to no job. Stands in no {@code job_answer}. */
    NO_REQUEST_ID("The answer names no request.");

    private final String description;

    JobAnomaly(String description) {
        this.description = description;
    }

    /** As it stands in {@code job_answer.anomalies}: lower case, with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sentence for readers. */
    public String description() {
        return description;
    }
}
