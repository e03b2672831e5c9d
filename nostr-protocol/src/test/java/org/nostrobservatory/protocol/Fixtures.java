package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Identities and events made for the tests. */
final class Fixtures {

    static final int MAX_TAGS = 5000;
    static final SecretKey ALICE = key(1);
    static final SecretKey BOB = key(2);
    static final Event NOTE =
            ALICE.sign(1_700_000_000, 1, List.of(Tag.of("t", "nostr"), Tag.of("e", "a", "b"), Tag.of()), "hello");

    private Fixtures() {}

    static SecretKey key(int number) {
        byte[] secret = new byte[32];
        secret[31] = (byte) number;
        return SecretKey.of(secret);
    }

    /** An event by Alice whose id and signature are none: for what never asks for them. */
    static Event unsigned(int kind, String content, Tag... tags) {
        return new Event(bytes(32, 0xEE), ALICE.publicKey(), 1_700_000_000, kind, List.of(tags), content, bytes(64, 0));
    }

    static Bytes bytes(int length, int fill) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) fill);
        return Bytes.of(value);
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
