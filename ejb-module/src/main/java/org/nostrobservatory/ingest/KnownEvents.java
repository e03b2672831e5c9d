package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;

/**
 * Recognises copies of archived events by their text, byte for byte, so that they need not be read, queued and verified
 * again: an event comes from about five relays. It remembers the last million or so, in a table of fixed size (56
 * MiB); a copy of one that it has forgotten takes the longer way.
 *
 * <p>Texts are compared by half of their SHA-256. An event is added after its transaction was committed, never before.
 */
@ApplicationScoped
public class KnownEvents {

    /** Names an event; the time says where it lies. */
    public record Key(Bytes id, long createdAt) {}

    private static final int SETS = 1 << 18;
    /** In each set the newest come first, and push the oldest out. */
    private static final int SET_SIZE = 4;
    /** Two words of the hash, four of the id, and the time. */
    private static final int WORDS = 7;

    private final long[] table = new long[SETS * SET_SIZE * WORDS];

    /**
     * The event in a frame, if it was asked for and is known.
     *
     * @param frame a message of a relay, whatever it is
     */
    public synchronized Optional<Key> find(String frame, Asked asked) {
        String start = start(asked.subscription());
        if (!isEvent(frame, start)) {
            return Optional.empty();
        }
        OptionalInt place = place(hash(frame, start.length()));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.allocate(4 * Long.BYTES);
        id.asLongBuffer().put(table, place.getAsInt() + 2, 4);
        Key key = new Key(Bytes.of(id.array()), table[place.getAsInt() + 6]);
        return key.createdAt() < asked.since() ? Optional.empty() : Optional.of(key);
    }

    /**
     * Remembers the events of these frames.
     *
     * @param stored ids of those of them that are in the archive
     */
    void add(Collection<CheckedFrames.Valid> frames, Set<Bytes> stored) {
        for (CheckedFrames.Valid valid : frames) {
            String frame = valid.frame().text();
            String start = start(valid.frame().asked().subscription());
            if (stored.contains(valid.event().id()) && isEvent(frame, start)) {
                add(hash(frame, start.length()), valid.event());
            }
        }
    }

    private synchronized void add(ByteBuffer hash, Event event) {
        if (place(hash).isEmpty()) {
            int set = set(hash);
            System.arraycopy(table, set, table, set + WORDS, (SET_SIZE - 1) * WORDS);
            table[set] = hash.getLong(0);
            table[set + 1] = hash.getLong(Long.BYTES);
            ByteBuffer.wrap(event.id().toArray()).asLongBuffer().get(table, set + 2, 4);
            table[set + 6] = event.createdAt();
        }
    }

    /** How an event for this subscription begins, without white space, up to the event itself. */
    private static String start(String subscription) {
        return "[\"EVENT\",\"" + subscription + "\",";
    }

    private static boolean isEvent(String frame, String start) {
        return frame.startsWith(start) && frame.startsWith("{", start.length()) && frame.endsWith("}]");
    }

    /** Of the event's text. */
    private static ByteBuffer hash(String frame, int start) {
        byte[] text = frame.substring(start, frame.length() - 1).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(Bytes.sha256(text).toArray());
    }

    /** Where the words of the event with this hash begin. */
    private OptionalInt place(ByteBuffer hash) {
        int set = set(hash);
        for (int place = set; place < set + SET_SIZE * WORDS; place += WORDS) {
            if (table[place] == hash.getLong(0) && table[place + 1] == hash.getLong(Long.BYTES)) {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    /** Where its set begins; the third word of the hash is independent of those that are compared. */
    private static int set(ByteBuffer hash) {
        return (int) (hash.getLong(2 * Long.BYTES) & SETS - 1) * SET_SIZE * WORDS;
    }
}
