package org.nostrobservatory.protocol;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A signed event (NIP-01). Its shape is right by construction; whether the id and the signature hold is what
 * {@link EventVerifier} says.
 *
 * @param id SHA-256 of the canonical serialisation, 32 bytes
 * @param pubkey the author's x-only public key, 32 bytes
 * @param createdAt unix seconds, as the author claims
 * @param kind 0 … 65535
 * @param sig BIP-340 signature of the id, 64 bytes
 */
public record Event(Bytes id, Bytes pubkey, long createdAt, int kind, List<Tag> tags, String content, Bytes sig) {

    /** Versions of the same address (NIP-01): the newest is current; at equal time the one with the lowest id. */
    public static final Comparator<Event> CURRENT_LAST =
            Comparator.comparingLong(Event::createdAt).thenComparing(Event::id, Comparator.reverseOrder());

    /** Eighteen digits reach beyond any clock; a larger number means the same as none: never. */
    private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,18}");

    /** @throws IllegalArgumentException if a part is longer, shorter, larger or smaller than NIP-01 allows */
    public Event {
        tags = List.copyOf(tags);
        if (id.length() != 32 || pubkey.length() != 32 || sig.length() != 64) {
            throw new IllegalArgumentException("id and pubkey have 32 bytes, sig has 64");
        }
        if (createdAt < 0 || kind < 0 || kind > Kinds.MAX) {
            throw new IllegalArgumentException("created_at is not negative, kind is 0 to " + Kinds.MAX);
        }
    }

    /** All tags of this name, in order. */
    public Stream<Tag> tags(String name) {
        return tags.stream().filter(tag -> tag.name().equals(name));
    }

    /** The value of the first tag of this name. */
    public Optional<String> tagValue(String name) {
        Tag tag = first(name);
        return tag == null ? Optional.empty() : tag.value();
    }

    /** Asked of every event several times: a loop, because a stream takes ten times as long for a few tags. */
    private Tag first(String name) {
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i).name().equals(name)) {
                return tags.get(i);
            }
        }
        return null;
    }

    /** The value of the last tag of this name that is a 32-byte id or key; what NIP-25 calls the target. */
    public Optional<Bytes> lastKey(String name) {
        return keys(name).reduce((earlier, later) -> later);
    }

    /** The values of all tags of this name that are 32-byte ids or keys; others are ignored. */
    public Stream<Bytes> keys(String name) {
        return tags(name).flatMap(tag -> tag.value().stream()).flatMap(value -> Keys.parse(value).stream());
    }

    /** The unix second from which on it is not to be shown (NIP-40); a tag that is no number counts for nothing. */
    public OptionalLong expiresAt() {
        Optional<String> seconds = tagValue("expiration")
                .filter(value -> UNIX_SECONDS.matcher(value).matches());
        return seconds.isPresent() ? OptionalLong.of(Long.parseLong(seconds.get())) : OptionalLong.empty();
    }

    /** Whether it has expired at this unix second (NIP-40). */
    public boolean isExpired(long now) {
        OptionalLong expiresAt = expiresAt();
        return expiresAt.isPresent() && expiresAt.getAsLong() <= now;
    }

    /** Whether only its author may publish it (NIP-70). */
    public boolean isProtected() {
        return first("-") != null;
    }
}
