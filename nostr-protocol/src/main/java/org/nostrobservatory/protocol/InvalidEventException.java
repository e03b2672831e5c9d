package org.nostrobservatory.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/** Input from a stranger that is not a valid frame or event. An expected outcome, so it carries no stack trace. */
public final class InvalidEventException extends Exception {

    /** Control characters and halves of surrogate pairs, which a log or a database may not take. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private final RejectionReason reason;
    private final String claimedId;

    public InvalidEventException(RejectionReason reason, String detail) {
        this(reason, detail, null);
    }

    /** @param claimedId the id that the event claims, in hex; null where it has none */
    public InvalidEventException(RejectionReason reason, String detail, String claimedId) {
        super(UNPRINTABLE.matcher(detail).replaceAll("\uFFFD"), null, false, false);
        this.reason = reason;
        this.claimedId = claimedId;
    }

    public RejectionReason reason() {
        return reason;
    }

    /** The id the event claims to have, where it has a readable one. */
    public Optional<Bytes> claimedId() {
        return Optional.ofNullable(claimedId).flatMap(Keys::parse);
    }
}
