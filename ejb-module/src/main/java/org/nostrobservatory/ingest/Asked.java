package org.nostrobservatory.ingest;

import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.protocol.RelayMessage;

/**
 * What a relay was asked for when it sent a frame (NIP-01): a relay may answer nothing else.
 *
 * @param subscription the name of the subscription; the empty string, which no subscription has, for any
 * @param since the oldest {@code created_at} asked for, in unix seconds; 0 for everything
 */
public record Asked(String subscription, long since) {

    /** Whatever comes is what was asked for. */
    public static final Asked ANYTHING = new Asked("", 0);

    /** @throws InvalidEventException if nobody asked for this */
    void check(RelayMessage.EventFrame frame) throws InvalidEventException {
        String id = frame.event().id().hex();
        if (!subscription.isEmpty() && !subscription.equals(frame.subscription())) {
            throw new InvalidEventException(RejectionReason.OFF_FILTER, "for a subscription that is not ours", id);
        }
        if (frame.event().createdAt() < since) {
            throw new InvalidEventException(
                    RejectionReason.OFF_FILTER,
                    "dated " + frame.event().createdAt() + ", asked for was since " + since,
                    id);
        }
    }
}
