package org.nostrobservatory.ingest;

import java.time.Instant;

/**
 * What a relay sent, as it arrived; or, in its place among the frames, a note of the collector about them.
 *
 * @param relayId the relay's number in the catalogue
 * @param receivedAt of a message, when it came; of a {@link Kind#SYNCED}, up to when the relay is synchronised
 * @param asked what the relay was asked for
 * @param text the frame; of a frame that is longer than allowed, its beginning; of a {@link Kind#COPY}, nothing;
 *     of a {@link Kind#SYNCED}, the lease
 * @param length the length of the whole frame in UTF-8 bytes; of a {@link Kind#COPY}, 0
 * @param copied of a {@link Kind#COPY}, the event; null otherwise
 */
public record ReceivedFrame(
        int relayId, Kind kind, Instant receivedAt, Asked asked, String text, int length, KnownEvents.Key copied) {

    /** What it is; the order is part of the encoding. */
    public enum Kind {
        /** A message of the relay. */
        MESSAGE,
        /** With the frames before this one, everything that the relay offered up to that time has been received. */
        SYNCED,
        /** A message of the relay with an event that was in the archive when it came. */
        COPY
    }

    /** How much of a frame that is too long is kept as evidence, in characters. */
    private static final int EVIDENCE_CHARS = 16 * 1024;

    /** A message. One longer than {@code maxBytes} is cut. */
    public static ReceivedFrame of(int relayId, Instant receivedAt, Asked asked, String text, int maxBytes) {
        int length = utf8Length(text);
        String kept = length <= maxBytes ? text : text.substring(0, Math.min(text.length(), EVIDENCE_CHARS));
        return new ReceivedFrame(relayId, Kind.MESSAGE, receivedAt, asked, kept, length, null);
    }

    /**
     * That everything up to this time lies before it in the stream.
     *
     * @param lease by which it was received
     */
    public static ReceivedFrame synced(int relayId, Instant until, long lease) {
        return new ReceivedFrame(relayId, Kind.SYNCED, until, Asked.ANYTHING, Long.toString(lease), 0, null);
    }

    /** Of a {@link Kind#SYNCED}: the lease. 0, which none has, if an older version wrote it. */
    long lease() {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** A message that is known without being read. */
    public static ReceivedFrame copy(int relayId, Instant receivedAt, KnownEvents.Key event) {
        return new ReceivedFrame(relayId, Kind.COPY, receivedAt, Asked.ANYTHING, "", 0, event);
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes, any other char from U+0800 is three bytes.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
