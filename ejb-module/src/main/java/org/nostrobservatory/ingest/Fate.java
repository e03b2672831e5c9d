package org.nostrobservatory.ingest;

import java.time.Instant;
import java.util.Optional;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;

/** Why a valid event is not stored. */
enum Fate {
    /** Nothing of its kind is (NIP-01). */
    EPHEMERAL("ephemeral"),
    /** Only its author may publish it (NIP-70). */
    PROTECTED("protected"),
    /** Its time was past when it arrived (NIP-40). */
    EXPIRED("expired"),
    /** Its author deleted it (NIP-09) or vanished (NIP-62). */
    WITHDRAWN("withdrawn");

    private final String outcome;

    Fate(String outcome) {
        this.outcome = outcome;
    }

    /** The name of it in {@code relay_outcome}. */
    String outcome() {
        return outcome;
    }

    /** What the event alone decides. */
    static Optional<Fate> onArrival(Event event, Instant now) {
        if (Kinds.classOf(event.kind()) == Kinds.Class.EPHEMERAL) {
            return Optional.of(EPHEMERAL);
        }
        if (event.isProtected()) {
            return Optional.of(PROTECTED);
        }
        return event.isExpired(now.getEpochSecond()) ? Optional.of(EXPIRED) : Optional.empty();
    }
}
