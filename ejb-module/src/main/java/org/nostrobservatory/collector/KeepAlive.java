package org.nostrobservatory.collector;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out whether the other side is still there: a ping every 30 seconds (RFC 6455 section 5.5.2); dead is who says
 * nothing for 90. A pong comes after everything that the relay sent before it, so it also tells up to when we have it
 * all.
 */
final class KeepAlive {

    private static final Duration PING_EVERY = Duration.ofSeconds(30);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(90);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private Instant lastSign;
    private Instant lastMessage;
    private Instant pingedAt;
    private long pings;

    KeepAlive(Instant openedAt) {
        lastSign = openedAt;
        lastMessage = openedAt;
        pingedAt = openedAt;
    }

    /** A frame came that brings us on. */
    synchronized void progressed(Instant now) {
        lastSign = now;
        lastMessage = now;
    }

    /** Some frame came. */
    synchronized void heard(Instant now) {
        lastSign = now;
    }

    synchronized boolean isDead(Instant now) {
        return !now.isBefore(lastSign.plus(DEAD_AFTER));
    }

    /** Whether nothing has brought us on for so long that stored events will not come any more. */
    synchronized boolean isStuck(Instant now) {
        return !now.isBefore(lastMessage.plus(STUCK_AFTER));
    }

    /** The ping to send, if it is time. */
    synchronized Optional<ByteBuffer> nextPing(Instant now) {
        if (now.isBefore(pingedAt.plus(PING_EVERY))) {
            return Optional.empty();
        }
        pingedAt = now;
        pings++;
        return Optional.of(ByteBuffer.allocate(Long.BYTES).putLong(0, pings));
    }

    /**
     * A pong came.
     *
     * @return when its ping was sent; empty for a pong that nobody asked for or that comes too late
     */
    synchronized Optional<Instant> answered(ByteBuffer payload, Instant now) {
        lastSign = now;
        boolean newest = pings > 0 && payload.remaining() == Long.BYTES && payload.getLong(payload.position()) == pings;
        return newest ? Optional.of(pingedAt) : Optional.empty();
    }
}
