package org.nostrobservatory.sample;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;

/** What others cannot read or relays do not keep: direct messages (NIP-04), gift wraps (NIP-59), ephemeral events. */
final class PrivateTalk {

    private static final int DIRECT_MESSAGE = 4;
    private static final int GIFT_WRAP = 1059;
    private static final int REMOTE_SIGNING = 24_133;
    private static final int PAYLOAD_VERSION_2 = 2;

    private final Chance chance;
    private final People people;

    PrivateTalk(Chance chance, People people) {
        this.chance = chance;
        this.people = people;
    }

    Optional<Event> directMessage(Person sender, long now) {
        String content = base64(16 * chance.between(2, 20)) + "?iv=" + base64(16);
        return Optional.of(sender.key.sign(now, DIRECT_MESSAGE, List.of(recipient(sender)), content));
    }

    /** Signed, as NIP-59 asks, by a key that is used once. */
    Optional<Event> giftWrap(Person sender, long now) {
        return Optional.of(chance.secretKey().sign(now, GIFT_WRAP, List.of(recipient(sender)), encrypted()));
    }

    Optional<Event> ephemeral(Person sender, long now) {
        return Optional.of(sender.key.sign(now, REMOTE_SIGNING, List.of(recipient(sender)), encrypted()));
    }

    private Tag recipient(Person sender) {
        return Tag.of("p", people.worthFollowing(sender).pubkey().hex());
    }

    /** Random octets in the form of a NIP-44 payload. */
    private String encrypted() {
        byte[] payload = chance.bytes(1 + 32 + 32 * chance.between(2, 16) + 32).toArray();
        payload[0] = PAYLOAD_VERSION_2;
        return Base64.getEncoder().encodeToString(payload);
    }

    private String base64(int octets) {
        return Base64.getEncoder().encodeToString(chance.bytes(octets).toArray());
    }
}
