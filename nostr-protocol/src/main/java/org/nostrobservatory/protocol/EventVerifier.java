package org.nostrobservatory.protocol;

import java.util.function.IntPredicate;

/** Checks what only the author could have made right: the id, then the signature (NIP-01). */
public final class EventVerifier {

    private static final IntPredicate CONTROL_CHARACTER = c -> c < 0x20;

    private EventVerifier() {}

    /** Checks id and signature. */
    public static void verify(Event event) throws InvalidEventException {
        verifyId(event);
        verifySignature(event);
    }

    /** Checks that the id is the hash of the other fields: about a microsecond. */
    public static void verifyId(Event event) throws InvalidEventException {
        try {
            Bytes id = CanonicalJson.id(event.pubkey(), event.createdAt(), event.kind(), event.tags(), event.content());
            if (!id.equals(event.id())) {
                boolean variant = holdsControlCharacters(event)
                        && CanonicalJson.escapeVariantId(event).equals(event.id());
                throw new InvalidEventException(
                        variant ? RejectionReason.ID_ESCAPE_VARIANT : RejectionReason.ID_MISMATCH,
                        "the event hashes to " + id);
            }
        } catch (InvalidEventException e) {
            throw new InvalidEventException(
                    e.reason(), e.getMessage(), event.id().hex());
        }
    }

    /** Checks the signature of the id: about 50 microseconds. */
    public static void verifySignature(Event event) throws InvalidEventException {
        if (!Schnorr.verify(event.sig(), event.id(), event.pubkey())) {
            throw new InvalidEventException(
                    RejectionReason.SIG_INVALID,
                    "not a signature of the id by " + event.pubkey(),
                    event.id().hex());
        }
    }

    private static boolean holdsControlCharacters(Event event) {
        return event.content().chars().anyMatch(CONTROL_CHARACTER)
                || event.tags().stream()
                        .flatMap(tag -> tag.values().stream())
                        .anyMatch(value -> value.chars().anyMatch(CONTROL_CHARACTER));
    }
}
