package org.nostrobservatory.search;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.profile.ProfileContent;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.NoteText;
import org.nostrobservatory.protocol.NoteText.Part;

/** What of an event can be searched. Strangers' text. */
final class SearchText {

    /** In chars: what comes after them is not found. PostgreSQL cannot tell the places of more than 16,383 words. */
    static final int MAX_LENGTH = 50_000;

    private static final int MAX_WORDS = 16_000;

    private SearchText() {}

    /** The text as it is to be shown: of a profile its names and what it says, of an article title, summary and text. */
    static String of(Event event) {
        String text = switch (event.kind()) {
            case Kinds.PROFILE -> profile(event);
            case Kinds.ARTICLE -> lines(event.tagValue("title"), event.tagValue("summary"), event.content());
            default -> event.content();
        };
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /** The words of a text, without addresses and references, with single spaces. */
    static String words(String text) {
        return NoteText.pieces(text).stream()
                .filter(piece -> piece.part() == Part.WORDS || piece.part() == Part.HASHTAG)
                .flatMap(piece -> Word.of(piece.text(), MAX_WORDS).stream())
                .limit(MAX_WORDS)
                .map(Word::text)
                .collect(Collectors.joining(" "));
    }

    private static String profile(Event event) {
        return ProfileContent.parse(event.content())
                .map(profile -> Stream.of("name", "display_name", "nip05", "about")
                        .map(profile::text)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("\n")))
                .orElse("");
    }

    private static String lines(Optional<String> title, Optional<String> summary, String content) {
        return Stream.of(title.orElse(""), summary.orElse(""), content)
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
