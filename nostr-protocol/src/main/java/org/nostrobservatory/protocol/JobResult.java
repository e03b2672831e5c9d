package org.nostrobservatory.protocol;

import java.util.Optional;

/**
 * A result of a job (kinds 6000 to 6999, NIP-90).
 *
 * @param requestId the request: the first {@code e} tag that holds an id, or the request in the {@code request} tag if its
 *     signature holds; empty where there is neither
 * @param amount what is to be paid for it
 * @param encrypted whether nobody but the customer can read it
 */
public record JobResult(Optional<Bytes> requestId, JobAmount amount, boolean encrypted) {

    /** As many tags as are read of a request in a tag. */
    private static final int MAX_TAGS = 5000;

    /** Reads a result; none for other kinds. Takes as long as to verify a signature where a result has no e tag. */
    public static Optional<JobResult> of(Event event) {
        return JobKind.isResult(event.kind())
                ? Optional.of(new JobResult(
                        requestId(event).or(() -> embeddedRequest(event)),
                        JobAmount.of(event),
                        event.tags("encrypted").findAny().isPresent()))
                : Optional.empty();
    }

    static Optional<Bytes> requestId(Event event) {
        return event.keys("e").filter(id -> !id.equals(event.id())).findFirst();
    }

    private static Optional<Bytes> embeddedRequest(Event event) {
        Optional<String> json = event.tagValue("request");
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            Event request = EventJson.parse(json.get(), MAX_TAGS);
            if (!JobKind.isRequest(request.kind())) {
                return Optional.empty();
            }
            EventVerifier.verify(request);
            return Optional.of(request.id());
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
