package org.nostrobservatory.protocol;

import java.util.Optional;

/**
 * What a DVM says of a job before, instead of, or besides a result (kind 7000, NIP-90).
 *
 * @param requestId the first {@code e} tag that holds an id; empty without one
 * @param information what is said besides, to be read by people; at most {@value #MAX_LENGTH} characters
 * @param amount what is to be paid
 */
public record JobFeedback(Optional<Bytes> requestId, JobStatus status, String information, JobAmount amount) {

    public static final int MAX_LENGTH = 1000;

    private static final int INFORMATION = 2;

    /** Reads feedback; none for other kinds. */
    public static Optional<JobFeedback> of(Event event) {
        if (event.kind() != Kinds.JOB_FEEDBACK) {
            return Optional.empty();
        }
        Optional<Tag> status = event.tags("status").findFirst();
        boolean encrypted = event.tags("encrypted").findAny().isPresent();
        return Optional.of(new JobFeedback(
                JobResult.requestId(event),
                status.flatMap(Tag::value)
                        .map(JobStatus::parse)
                        .orElse(encrypted ? JobStatus.ENCRYPTED : JobStatus.UNKNOWN),
                Text.cut(status.flatMap(tag -> tag.at(INFORMATION)).orElse(""), MAX_LENGTH),
                JobAmount.of(event)));
    }
}
