package org.nostrobservatory.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The people an event names: in {@code p} tags, and in its text as {@code nostr:npub1…} or {@code nostr:nprofile1…}
 * (NIP-27), each once. In a reply, tags also name those who only take part in the thread (NIP-10).
 *
 * @param keys without the author, those of tags first; at most {@link #MAX_NUMBER}
 * @param self whether the author is named as well
 * @param dropped how many other people there were
 */
public record Mentions(List<Bytes> keys, boolean self, int dropped) {

    public static final int MAX_NUMBER = 1000;

    public Mentions {
        keys = List.copyOf(keys);
    }

    /** Reads them; what is no key is ignored. */
    public static Mentions of(Event event) {
        Set<Bytes> keys = new LinkedHashSet<>();
        event.keys("p").forEach(keys::add);
        NoteText.scan(event.content(), (part, text) -> {
            if (part == NoteText.Part.REFERENCE) {
                Nip19.publicKey(text).ifPresent(keys::add);
            }
        });
        boolean self = keys.remove(event.pubkey());
        Bounded<Bytes> others = Bounded.of(keys, MAX_NUMBER);
        return new Mentions(others.kept(), self, others.dropped());
    }
}
