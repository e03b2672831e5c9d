package org.nostrobservatory.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RejectionReason;

/**
 * The frames of a batch, judged. The same event may be there several times, from several relays.
 *
 * @param stored ids of those valid events that were in the archive before
 * @param synced by relay, how far it is synchronised once this batch and those before it are stored
 */
record CheckedFrames(
        List<Valid> valid,
        Set<Bytes> stored,
        List<Copy> copies,
        List<Rejected> rejected,
        Map<Integer, RelayCursors.Synced> synced) {

    /** A frame with an event whose id and signature hold. */
    record Valid(ReceivedFrame frame, Event event) {}

    /** A frame that was recognised by its text as a copy of an event in the archive. */
    record Copy(ReceivedFrame frame, KnownEvents.Key event) {}

    /**
     * A frame that was refused.
     *
     * @param claimedId null where none is readable
     */
    record Rejected(ReceivedFrame frame, RejectionReason reason, String detail, Bytes claimedId) {

        static Rejected of(ReceivedFrame frame, InvalidEventException why) {
            Optional<Bytes> claimedId = why.claimedId();
            return new Rejected(frame, why.reason(), why.getMessage(), claimedId.orElse(null));
        }
    }
}
