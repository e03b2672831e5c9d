package org.nostrobservatory.ingest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/** Signed events made for tests, and the frames they come in. */
public final class SampleEvents {

    public static final SecretKey ALICE = key(1);
    public static final SecretKey BOB = key(2);

    /** 2026-01-01T00:00:00Z. */
    public static final long TIME = 1_767_225_600L;

    private SampleEvents() {}

    public static SecretKey key(int number) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) number);
        return SecretKey.of(secret);
    }

    public static Event note(SecretKey author, String text, Tag... tags) {
        return author.sign(TIME, 1, List.of(tags), text);
    }

    /** As relay 1 sends it at a fixed time. */
    public static ReceivedFrame frame(Event event) {
        return frame(1, "[\"EVENT\",\"observatory\"," + EventJson.write(event) + "]");
    }

    public static ReceivedFrame frame(int relayId, String text) {
        return ReceivedFrame.of(relayId, Instant.ofEpochSecond(TIME), Asked.ANYTHING, text, 1 << 20);
    }
}
