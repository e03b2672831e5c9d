package org.nostrobservatory.collector;

import java.time.Duration;

/**
 * Why a connection ended, and what that means for the next attempt.
 *
 * @param reason for people
 * @param atLeast how long to wait at least
 * @param factor by which the usual delay is multiplied
 */
record Setback(String reason, Duration atLeast, int factor) {

    private static final int MAX_REASON_CHARS = 1_000;
    /** For a relay that does not want us: asking again soon would be rude. */
    private static final Duration LONG = Duration.ofHours(1);

    Setback {
        reason = cut(reason);
    }

    /** Of a failure that may be over soon. */
    static Setback of(String reason) {
        return new Setback(reason, Duration.ZERO, 1);
    }

    /** Of one after which the relay is to be spared. */
    static Setback spared(String reason) {
        return new Setback(reason, Duration.ZERO, 2);
    }

    /** Of one that only people can end. */
    static Setback refused(String reason) {
        return new Setback(reason, LONG, 1);
    }

    /** What a CLOSED message means by its prefix (NIP-01, NIP-42). */
    static Setback closed(String message) {
        String reason = "subscription closed: " + message;
        return switch (message.substring(0, Math.max(0, message.indexOf(':')))) {
            case "restricted", "blocked", "auth-required" -> refused(reason);
            case "rate-limited" -> spared(reason);
            default -> of(reason);
        };
    }

    /** A stranger's words, as much of them as is worth keeping. */
    static String cut(String text) {
        return text.length() <= MAX_REASON_CHARS ? text : text.substring(0, MAX_REASON_CHARS);
    }
}
