package org.nostrobservatory.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom somebody follows (kind 3, NIP-02). Each list replaces the one before, an empty one as well.
 *
 * @param keys each once, without the follower, in the order of the list. As many as the event has tags: the bound is
 *     that of events
 * @param self whether the follower is on the list, too
 * @param invalid how many {@code p} tags hold no key
 */
public record FollowList(List<Bytes> keys, boolean self, int invalid) {

    public FollowList {
        keys = List.copyOf(keys);
    }

    /** Reads a list; none for other kinds. */
    public static Optional<FollowList> of(Event event) {
        if (event.kind() != Kinds.FOLLOW_LIST) {
            return Optional.empty();
        }
        Set<Bytes> keys = new LinkedHashSet<>();
        int invalid = 0;
        for (Tag tag : event.tags()) {
            if (tag.name().equals("p")) {
                Optional<Bytes> key = tag.value().flatMap(Keys::parse);
                key.ifPresent(keys::add);
                invalid += key.isPresent() ? 0 : 1;
            }
        }
        boolean self = keys.remove(event.pubkey());
        return Optional.of(new FollowList(List.copyOf(keys), self, invalid));
    }
}
