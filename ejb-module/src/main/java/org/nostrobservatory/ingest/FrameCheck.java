package org.nostrobservatory.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.protocol.RelayMessage;

/**
 * Tells valid events from everything else: parse, whether it was asked for, id, signature, cheapest first. The
 * signature, by far the dearest, is checked once for each distinct (id, signature): not again for one that is already stored, nor for copies within the
 * batch. Every frame is judged on its own: a forgery that claims a true event's id cannot hide it.
 */
final class FrameCheck {

    private final int maxFrameBytes;
    private final int maxTags;
    private final Function<List<Event>, Map<Bytes, Bytes>> storedSignatures;

    /** @param storedSignatures of the given events those that are stored: id to signature */
    FrameCheck(int maxFrameBytes, int maxTags, Function<List<Event>, Map<Bytes, Bytes>> storedSignatures) {
        this.maxFrameBytes = maxFrameBytes;
        this.maxTags = maxTags;
        this.storedSignatures = storedSignatures;
    }

    CheckedFrames check(List<ReceivedFrame> frames) {
        List<CheckedFrames.Valid> candidates = new ArrayList<>(frames.size());
        List<CheckedFrames.Copy> copies = new ArrayList<>();
        List<CheckedFrames.Rejected> rejected = new ArrayList<>();
        Map<Integer, RelayCursors.Synced> synced = new HashMap<>();
        for (ReceivedFrame frame : frames) {
            if (frame.kind() == ReceivedFrame.Kind.SYNCED) {
                synced.merge(
                        frame.relayId(),
                        new RelayCursors.Synced(frame.lease(), frame.receivedAt()),
                        RelayCursors.Synced::later);
                continue;
            }
            if (frame.kind() == ReceivedFrame.Kind.COPY) {
                copies.add(new CheckedFrames.Copy(frame, frame.copied()));
                continue;
            }
            try {
                candidates.add(new CheckedFrames.Valid(frame, read(frame)));
            } catch (InvalidEventException e) {
                rejected.add(CheckedFrames.Rejected.of(frame, e));
            }
        }
        Map<Bytes, Bytes> stored = storedSignatures.apply(
                candidates.stream().map(CheckedFrames.Valid::event).toList());
        Map<Bytes, Bytes> verified = new HashMap<>(stored);
        List<CheckedFrames.Valid> valid = new ArrayList<>(candidates.size());
        for (CheckedFrames.Valid candidate : candidates) {
            try {
                verifySignature(candidate.event(), verified);
                valid.add(candidate);
            } catch (InvalidEventException e) {
                rejected.add(CheckedFrames.Rejected.of(candidate.frame(), e));
            }
        }
        return new CheckedFrames(valid, stored.keySet(), copies, rejected, synced);
    }

    private Event read(ReceivedFrame frame) throws InvalidEventException {
        if (frame.length() > maxFrameBytes) {
            throw new InvalidEventException(
                    RejectionReason.FRAME_TOO_LARGE, frame.length() + " bytes, allowed are " + maxFrameBytes);
        }
        if (RelayMessage.parse(frame.text(), maxTags) instanceof RelayMessage.EventFrame message) {
            frame.asked().check(message);
            EventVerifier.verifyId(message.event());
            return message.event();
        }
        throw new InvalidEventException(RejectionReason.BAD_FRAME, "holds no event");
    }

    private static void verifySignature(Event event, Map<Bytes, Bytes> verified) throws InvalidEventException {
        if (!event.sig().equals(verified.get(event.id()))) {
            EventVerifier.verifySignature(event);
            verified.put(event.id(), event.sig());
        }
    }
}
