package org.nostrobservatory.sample;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/** Events and filters for tests. */
final class Samples {

    static final SecretKey ALICE = key(1);
    static final SecretKey BOB = key(2);

    private Samples() {}

    private static SecretKey key(int fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return SecretKey.of(secret);
    }

    static Event note(SecretKey author, long createdAt, String content, Tag... tags) {
        return author.sign(createdAt, 1, Arrays.asList(tags), content);
    }

    static Filter kinds(int limit, Integer... kinds) {
        return new Filter(
                null,
                null,
                Set.of(kinds),
                Map.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit));
    }
}
