package org.nostrobservatory.ingest;

import java.util.Arrays;
import org.nostrobservatory.protocol.Bytes;

/**
 * A section of the archive, the unit in which a rebuild goes through it: the next events in the order of their times, and
 * at the same pace the next authors in the order of their keys.
 *
 * @param after where the one before ended
 * @param upTo where this one ends
 * @param events how many stored events lie in it, or did when it was cut
 */
public record Section(Place after, Place upTo, int events) {

    /**
     * Where a section ends: its last event and, which is another one's as a rule, its last author.
     *
     * @param createdAt of the event, a unix time in seconds
     */
    public record Place(long createdAt, Bytes id, Bytes author) {

        /** Before everything. */
        public static final Place START = new Place(Long.MIN_VALUE, Bytes.of(new byte[0]), Bytes.of(new byte[0]));

        /** Behind everything. */
        public static final Place END = new Place(Long.MAX_VALUE, Bytes.of(filled(33)), Bytes.of(filled(33)));

        /** Reads what {@link #text()} wrote. */
        public static Place parse(String text) {
            String[] parts = text.split(":", -1);
            return new Place(Long.parseLong(parts[0]), Bytes.fromHex(parts[1]), Bytes.fromHex(parts[2]));
        }

        /** As it is kept in a checkpoint. */
        public String text() {
            return createdAt + ":" + id.hex() + ":" + author.hex();
        }

        private static byte[] filled(int length) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 0xff);
            return bytes;
        }
    }
}
