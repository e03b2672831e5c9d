package org.nostrobservatory.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A repost of a note (kind 6) or of an event of another kind (kind 16), NIP-18.
 *
 * @param eventId the reposted event; empty where only its address is named
 * @param address of a reposted replaceable or addressable event
 * @param author of the reposted event: proved by a copy, or claimed
 * @param kind of the reposted event: proved by a copy, or claimed
 * @param copy what became of the copy in the content
 * @param event the copy if it is {@link Copy#VERIFIED}; nothing of any other copy can be used
 */
public record Repost(
        Optional<Bytes> eventId,
        Optional<Address> address,
        Optional<Bytes> author,
        OptionalInt kind,
        Copy copy,
        Optional<Event> event) {

    /** What the content of a repost is. */
    public enum Copy {
        /** Empty. */
        NONE,
        /** An event, as its author signed it, that the tags name. */
        VERIFIED,
        /** No event. */
        MALFORMED,
        /** An event with another id than its hash, or without a right signature. */
        FORGED,
        /** An event that the tags do not name. */
        NOT_NAMED,
        /** An event that only its author may publish (NIP-70). */
        PROTECTED
    }

    /** As many tags as are read of a copy. */
    private static final int MAX_TAGS = 5000;

    /**
     * Reads a repost; none for other kinds, and where neither an id nor an address is named. Clients copy tags of the
     * reposted event and put their own behind them, so of several ids the last one counts, unless the copy proves that
     * it is another. Takes as long as to verify a signature, where there is a copy.
     */
    public static Optional<Repost> of(Event repost) {
        if (repost.kind() != Kinds.REPOST && repost.kind() != Kinds.GENERIC_REPOST) {
            return Optional.empty();
        }
        List<Bytes> ids = ids(repost);
        List<Address> addresses = addresses(repost);
        if (ids.isEmpty() && addresses.isEmpty()) {
            return Optional.empty();
        }
        if (repost.content().isBlank()) {
            return Optional.of(claimed(repost, ids, addresses, Copy.NONE));
        }
        try {
            Event copy = EventJson.parse(repost.content(), MAX_TAGS);
            Optional<Address> address = Address.of(copy);
            if (!ids.contains(copy.id()) && address.filter(addresses::contains).isEmpty()) {
                return Optional.of(claimed(repost, ids, addresses, Copy.NOT_NAMED));
            }
            return Optional.of(verified(repost, ids, addresses, copy));
        } catch (InvalidEventException e) {
            return Optional.of(claimed(repost, ids, addresses, Copy.MALFORMED));
        }
    }

    /**
     * The reposted event as {@link #of} reads it, in less time: a copy is read and verified only where it could prove that
     * the event is another one than the last that the tags name.
     */
    public static Optional<Bytes> eventIdOf(Event repost) {
        List<Bytes> ids = ids(repost);
        boolean certain = new HashSet<>(ids).size() == 1 && addresses(repost).isEmpty();
        boolean isRepost = repost.kind() == Kinds.REPOST || repost.kind() == Kinds.GENERIC_REPOST;
        return certain && isRepost ? last(ids) : of(repost).flatMap(it -> it.eventId());
    }

    private static List<Bytes> ids(Event repost) {
        return repost.keys("e").filter(id -> !id.equals(repost.id())).toList();
    }

    /** Notes have no address: an a tag of a kind 6 is one of the note's own, copied. */
    private static List<Address> addresses(Event repost) {
        return repost.kind() == Kinds.REPOST
                ? List.of()
                : repost.tags("a")
                        .flatMap(tag -> tag.value().flatMap(Address::parse).stream())
                        .toList();
    }

    private static Repost verified(Event repost, List<Bytes> ids, List<Address> addresses, Event copy) {
        try {
            EventVerifier.verify(copy);
        } catch (InvalidEventException e) {
            return claimed(repost, ids, addresses, Copy.FORGED);
        }
        return new Repost(
                Optional.of(copy.id()),
                Address.of(copy),
                Optional.of(copy.pubkey()),
                OptionalInt.of(copy.kind()),
                copy.isProtected() ? Copy.PROTECTED : Copy.VERIFIED,
                copy.isProtected() ? Optional.empty() : Optional.of(copy));
    }

    private static Repost claimed(Event repost, List<Bytes> ids, List<Address> addresses, Copy copy) {
        Optional<Address> address = last(addresses);
        return new Repost(
                last(ids),
                address,
                address.map(Address::pubkey).or(() -> repost.lastKey("p")),
                claimedKind(repost, address),
                copy,
                Optional.empty());
    }

    private static OptionalInt claimedKind(Event repost, Optional<Address> address) {
        if (repost.kind() == Kinds.REPOST) {
            return OptionalInt.of(Kinds.NOTE);
        }
        if (address.isPresent()) {
            return OptionalInt.of(address.get().kind());
        }
        return repost.tagValue("k").map(Kinds::parse).orElse(OptionalInt.empty());
    }

    private static <T> Optional<T> last(List<T> items) {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(items.size() - 1));
    }
}
