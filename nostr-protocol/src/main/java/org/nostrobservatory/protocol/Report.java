package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report of objectionable content or people (kind 1984, NIP-56). Anybody can report anything: counts say nothing
 * without trust in those who report.
 *
 * @param person who is reported, or who wrote what is: of several {@code p} tags the first with a type
 * @param events the reported events, each once; empty where the person alone is reported
 * @param files SHA-256 of reported files ({@code x} tags), each once
 * @param type the first that stands in a tag of an event, then of a file, then of a person
 */
public record Report(Bytes person, List<Bytes> events, List<Bytes> files, Type type) {

    /** What NIP-56 provides for. */
    public enum Type {
        NUDITY,
        MALWARE,
        PROFANITY,
        ILLEGAL,
        SPAM,
        IMPERSONATION,
        /** Said to be something else, unknown, or not said. */
        OTHER
    }

    public static final int MAX_NUMBER = 100;

    private static final int TYPE = 2;
    private static final Map<String, Type> TYPES = Stream.of(Type.values())
            .collect(Collectors.toUnmodifiableMap(type -> type.name().toLowerCase(Locale.ROOT), Function.identity()));

    public Report {
        events = List.copyOf(events);
        files = List.copyOf(files);
    }

    /** Reads a report; none for other kinds, and where nobody is named. */
    public static Optional<Report> of(Event event) {
        if (event.kind() != Kinds.REPORT) {
            return Optional.empty();
        }
        Optional<Type> type = Stream.of("e", "x", "p")
                .flatMap(event::tags)
                .flatMap(tag -> type(tag).stream())
                .findFirst();
        return person(event)
                .map(person -> new Report(person, distinct(event, "e"), distinct(event, "x"), type.orElse(Type.OTHER)));
    }

    /** Whoever is impersonated is named without a type. */
    private static Optional<Bytes> person(Event event) {
        Stream<Tag> accused = event.tags("p").filter(tag -> type(tag).isPresent());
        return Stream.concat(accused, event.tags("p"))
                .flatMap(tag -> tag.value().flatMap(Keys::parse).stream())
                .findFirst();
    }

    private static List<Bytes> distinct(Event event, String name) {
        return event.keys(name).distinct().limit(MAX_NUMBER).toList();
    }

    /** Where NIP-01 has an address of a relay, NIP-56 has the type. */
    private static Optional<Type> type(Tag tag) {
        return tag.at(TYPE).map(text -> text.strip().toLowerCase(Locale.ROOT)).map(TYPES::get);
    }
}
