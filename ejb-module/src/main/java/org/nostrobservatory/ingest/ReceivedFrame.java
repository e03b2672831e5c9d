package org.nostrobservatory.ingest;

import java.time.Instant;

/**
 * What a relay sent, as it arrived.
 *
 * @param relayId the relay's number in the catalogue
 * @param text the frame; of a frame that is longer than allowed, its beginning
 * @param length the length of the whole frame in UTF-8 bytes
 */
public record ReceivedFrame(int relayId, Instant receivedAt, String text, int length) {

    /** How much of a frame that is too long is kept as evidence, in characters. */
    private static final int EVIDENCE_CHARS = 16 * 1024;

    /**
     * @param maxBytes a frame longer than this is cut
     */
    public static ReceivedFrame of(int relayId, Instant receivedAt, String text, int maxBytes) {
        int length = utf8Length(text);
        String kept = length <= maxBytes ? text : text.substring(0, Math.min(text.length(), EVIDENCE_CHARS));
        return new ReceivedFrame(relayId, receivedAt, kept, length);
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
