package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Identities and events made for the tests. */
final class Fixtures {

    static final int MAX_TAGS = 5000;
    static final SecretKey ALICE = key(1);
    static final SecretKey BOB = key(2);
    static final Event NOTE =
            ALICE.sign(1_700_000_000, 1, List.of(Tag.of("t", "nostr"), Tag.of("e", "a", "b"), Tag.of()), "hello");

    /** What has gone wrong in one JSON implementation or another. */
    private static final int[] NASTY = {
        0, 1, 7, '\b', '\t', '\n', 0x0B, '\f', '\r', 0x1B, 0x1F, ' ', '"', '\\', '/', '<', '>', '&', '\'', 'a', 'u',
        '{', ']', 0x7F, 0x80, 0x85, 0xA0, 0xFF, 0x7FF, 0x800, 0x200D, 0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD,
        0xFFFE, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    private Fixtures() {}

    static SecretKey key(int number) {
        byte[] secret = new byte[32];
        secret[31] = (byte) number;
        return SecretKey.of(secret);
    }

    static Bytes bytes(int length, int fill) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) fill);
        return Bytes.of(value);
    }

    static String text(Random random) {
        return random.ints(random.nextInt(12), 0, NASTY.length)
                .mapToObj(i -> Character.toString(NASTY[i]))
                .collect(Collectors.joining());
    }

    static List<Tag> tags(Random random) {
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            List<String> values = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                values.add(text(random));
            }
            tags.add(new Tag(values));
        }
        return tags;
    }

    static Event event(Random random) {
        long createdAt = random.nextInt(10) == 0 ? random.nextLong() & Long.MAX_VALUE : random.nextInt(2_000_000_000);
        return ALICE.sign(createdAt, random.nextInt(Kinds.MAX + 1), tags(random), text(random));
    }

    /** The refusal that this call must end with. */
    static InvalidEventException refusal(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof InvalidEventException refusal) {
            return refusal;
        }
        return fail("expected an InvalidEventException, got " + thrown, thrown);
    }

    /** NIP-01's serialisation, written a second time and as plainly as can be. */
    static Bytes obviousId(Event event, boolean escapeAllControls) {
        String tags = event.tags().stream()
                .map(tag -> tag.values().stream()
                        .map(value -> quoted(value, escapeAllControls))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
        String text = "[0,\"" + event.pubkey() + "\"," + event.createdAt() + "," + event.kind() + "," + tags + ","
                + quoted(event.content(), escapeAllControls) + "]";
        return sha256(text);
    }

    static Bytes sha256(String text) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String quoted(String text, boolean escapeAllControls) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\b", "\\b")
                .replace("\f", "\\f");
        for (char c = 0; c < 0x20 && escapeAllControls; c++) {
            escaped = escaped.replace(String.valueOf(c), "\\u%04x".formatted((int) c));
        }
        return '"' + escaped + '"';
    }
}
