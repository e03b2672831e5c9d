package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a note stands in its thread (NIP-10). The place of a {@link Comment} is its own affair.
 *
 * @param root the note that began the thread; empty if this one does
 * @param parent the note that this one answers; empty for a root
 */
public record ThreadPosition(Optional<Bytes> root, Optional<Bytes> parent) {

    private static final ThreadPosition ROOT = new ThreadPosition(Optional.empty(), Optional.empty());
    private static final Set<String> MARKERS = Set.of("root", "reply", "mention");
    /** NIP-08, deprecated: the tag at this place, counted from 0 over all tags, is cited here. */
    private static final Pattern CITED_TAG = Pattern.compile("#\\[([0-9]{1,5})]");

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
        // Other texts in the marker's place, such as keys, are no markers.
        if (links.isEmpty()
                || links.stream()
                        .anyMatch(tag -> tag.at(3).filter(MARKERS::contains).isPresent())) {
            return ROOT;
        }
        Set<Bytes> cited = cited(note);
        List<Bytes> places = links.stream()
                .flatMap(tag -> key(tag).stream())
                .filter(id -> !cited.contains(id))
                .toList();
        return places.isEmpty()
                ? ROOT
                : new ThreadPosition(Optional.of(places.get(0)), Optional.of(places.get(places.size() - 1)));
    }

    private static Optional<Bytes> marked(List<Tag> links, String marker) {
        return links.stream()
                .filter(tag -> tag.at(3).filter(marker::equals).isPresent())
                .findFirst()
                .flatMap(ThreadPosition::key);
    }

    /** What the note quotes (NIP-18) or cites where it stands in the text (NIP-08): no place in the thread. */
    private static Set<Bytes> cited(Event note) {
        Stream<Tag> inText = CITED_TAG
                .matcher(note.content())
                .results()
                .map(result -> Integer.parseInt(result.group(1)))
                .filter(place -> place < note.tags().size())
                .map(note.tags()::get)
                .filter(tag -> tag.name().equals("e"));
        return Stream.concat(note.tags("q"), inText)
                .flatMap(tag -> key(tag).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<Bytes> key(Tag tag) {
        return tag.value().flatMap(Keys::parse);
    }
}
