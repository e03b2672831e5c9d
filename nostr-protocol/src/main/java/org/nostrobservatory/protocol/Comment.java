package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A comment (kind 1111, NIP-22) on an event of any kind but a note, or on something that is not of Nostr.
 *
 * @param root what the discussion is about: tags E, A or I, with K and P
 * @param parent what this comment answers, {@code root} or another comment: tags e, a or i, with k and p
 */
public record Comment(Subject root, Subject parent) {

    /**
     * What is commented on.
     *
     * @param kind of the event as a number, or the kind of identifier (NIP-73), as claimed; empty where the comment does
     *     not say although it must
     * @param author as claimed; of an address, its own
     */
    public record Subject(Target target, Optional<String> kind, Optional<Bytes> author) {}

    /** In characters. The kind of a web page is its scheme and host. */
    private static final int MAX_KIND_LENGTH = 300;

    /**
     * Reads a comment; none for other kinds, and where no subject is named. Many comments lack one of the two subjects:
     * it is then the same as the other. One that names itself is on something else or on nothing.
     */
    public static Optional<Comment> of(Event event) {
        if (event.kind() != Kinds.COMMENT) {
            return Optional.empty();
        }
        Optional<Subject> root = subject(event, "E", "A", "I", "K", "P");
        Optional<Subject> parent = subject(event, "e", "a", "i", "k", "p");
        return root.or(() -> parent).map(it -> new Comment(it, parent.orElse(it)));
    }

    private static Optional<Subject> subject(
            Event event, String eventTag, String addressTag, String externalTag, String kindTag, String authorTag) {
        Optional<String> kind =
                event.tagValue(kindTag).filter(text -> !text.isBlank() && text.length() <= MAX_KIND_LENGTH);
        Function<String, Optional<Target>> others =
                id -> Target.event(id).filter(it -> !id.equals(event.id().hex()));
        Optional<Target> one = first(event, eventTag, others);
        Optional<Target> all = first(event, addressTag, Target::address);
        Optional<Target> external = first(event, externalTag, Target::external);
        return order(kind, one, all, external).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .map(target -> new Subject(target, kind, author(event, target, eventTag, authorTag)));
    }

    /** Of an article both address and version may be named, and of a comment the article as well: the kind decides. */
    private static List<Optional<Target>> order(
            Optional<String> kind, Optional<Target> one, Optional<Target> all, Optional<Target> external) {
        if (kind.isEmpty()) {
            return List.of(all, one, external);
        }
        OptionalInt number = Kinds.parse(kind.get());
        if (number.isEmpty()) {
            return List.of(external, all, one);
        }
        return switch (Kinds.classOf(number.getAsInt())) {
            case REPLACEABLE, ADDRESSABLE -> List.of(all, one, external);
            case REGULAR, EPHEMERAL -> List.of(one, all, external);
        };
    }

    private static Optional<Target> first(Event event, String name, Function<String, Optional<Target>> read) {
        return event.tags(name)
                .flatMap(tag -> tag.value().flatMap(read).stream())
                .findFirst();
    }

    /** By an address, by P or p, or by the fourth string of E or e. */
    private static Optional<Bytes> author(Event event, Target target, String eventTag, String authorTag) {
        if (target instanceof Target.EventAddress it) {
            return Optional.of(it.address().pubkey());
        }
        Stream<Bytes> named = event.keys(authorTag);
        Stream<Bytes> hinted = event.tags(eventTag).flatMap(tag -> tag.at(3).flatMap(Keys::parse).stream());
        return Stream.concat(named, hinted).findFirst();
    }
}
