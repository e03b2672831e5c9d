package org.nostrobservatory.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a note shows of others (NIP-18): an event or the address of one.
 *
 * @param target an {@link Target.EventId} or an {@link Target.EventAddress}
 * @param source how the note says it; of several ways the first of these
 */
public record Quote(Target target, Source source) {

    /** The ways to quote. What others count as quotes (NIP-45) is {@link #TAG} alone. */
    public enum Source {
        /** A {@code q} tag. */
        TAG,
        /** An {@code e} or {@code a} tag with the marker {@code mention}: NIP-10 before there were {@code q} tags. */
        MENTION,
        /** {@code nostr:note1…}, {@code nostr:nevent1…} or {@code nostr:naddr1…} in the text (NIP-27), without a tag. */
        TEXT
    }

    public static final int MAX_NUMBER = 100;

    private static final int MARKER = 3;

    /** Reads the quotes of an event, each target once, at most {@link #MAX_NUMBER}; never the event itself. */
    public static List<Quote> of(Event event) {
        Map<Target, Quote> quotes = new LinkedHashMap<>();
        event.tags("q")
                .forEach(tag -> tag.value()
                        .flatMap(value -> Target.event(value).or(() -> Target.address(value)))
                        .ifPresent(target -> quotes.putIfAbsent(target, new Quote(target, Source.TAG))));
        event.tags().stream()
                .filter(tag -> tag.at(MARKER).filter("mention"::equals).isPresent())
                .forEach(tag -> mentioned(tag)
                        .ifPresent(target -> quotes.putIfAbsent(target, new Quote(target, Source.MENTION))));
        NoteText.scan(event.content(), (part, text) -> {
            if (part == NoteText.Part.REFERENCE) {
                referenced(text).ifPresent(target -> quotes.putIfAbsent(target, new Quote(target, Source.TEXT)));
            }
        });
        quotes.remove(new Target.EventId(event.id()));
        return Bounded.of(quotes.values(), MAX_NUMBER).kept();
    }

    private static Optional<Target> mentioned(Tag tag) {
        return switch (tag.name()) {
            case "e" -> tag.value().flatMap(Target::event);
            case "a" -> tag.value().flatMap(Target::address);
            default -> Optional.empty();
        };
    }

    private static Optional<Target> referenced(String text) {
        return Nip19.parse(text).map(it -> {
            if (it instanceof Nip19.Note note) {
                return new Target.EventId(note.id());
            }
            if (it instanceof Nip19.Nevent nevent) {
                return new Target.EventId(nevent.id());
            }
            return it instanceof Nip19.Naddr naddr ? new Target.EventAddress(naddr.address()) : null;
        });
    }
}
