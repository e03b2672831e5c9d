package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Optional;

/**
 * Where a note stands in its thread (NIP-10).
 *
 * @param root the note that began the thread; empty if this one does
 * @param parent the note that this one answers; empty for a root
 */
public record ThreadPosition(Optional<Bytes> root, Optional<Bytes> parent) {

    private static final ThreadPosition ROOT = new ThreadPosition(Optional.empty(), Optional.empty());

    /**
     * Reads the position from the e tags: by their markers, or, where no tag has one, by their places. A note that
     * names itself is a root.
     */
    public static ThreadPosition of(Event note) {
        List<Tag> links = note.tags("e")
                .filter(tag -> key(tag).filter(id -> !id.equals(note.id())).isPresent())
                .toList();
        Optional<Bytes> root = marked(links, "root");
        Optional<Bytes> reply = marked(links, "reply");
        if (root.isPresent() || reply.isPresent()) {
            // A direct answer to the root carries the root marker alone.
            return new ThreadPosition(root.or(() -> reply), reply.or(() -> root));
        }
        boolean anyMarker = links.stream()
                .anyMatch(tag -> tag.at(3).filter(text -> !text.isEmpty()).isPresent());
        if (links.isEmpty() || anyMarker) {
            return ROOT;
        }
        return new ThreadPosition(key(links.get(0)), key(links.get(links.size() - 1)));
    }

    private static Optional<Bytes> marked(List<Tag> links, String marker) {
        return links.stream()
                .filter(tag -> tag.at(3).filter(marker::equals).isPresent())
                .findFirst()
                .flatMap(ThreadPosition::key);
    }

    private static Optional<Bytes> key(Tag tag) {
        return tag.value().flatMap(Keys::parse);
    }
}
