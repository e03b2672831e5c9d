package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {

    @Test
    void aTextIsItsPieces() {
        assertThat(NoteText.pieces("a https://example.com #Tag.nostr:npub1abc"))
                .containsExactly(
                        new NoteText.Piece(NoteText.Part.WORDS, "a "),
                        new NoteText.Piece(NoteText.Part.URL, "https://example.com"),
                        new NoteText.Piece(NoteText.Part.WORDS, " "),
                        new NoteText.Piece(NoteText.Part.HASHTAG, "Tag"),
                        new NoteText.Piece(NoteText.Part.WORDS, "."),
                        new NoteText.Piece(NoteText.Part.REFERENCE, "nostr:npub1abc"));
        assertThat(NoteText.pieces("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see https://example.com/a. | https://example.com/a",
                "see https://example.com/a?b=c&d=e#f, then | https://example.com/a?b=c&d=e#f",
                "(https://example.com/a) | https://example.com/a",
                "[x](https://example.com/a_(b)) | https://example.com/a_(b)",
                "[https://example.com/a] | https://example.com/a",
                "<https://example.com/a> | https://example.com/a",
                "**https://example.com/a** | https://example.com/a",
                "\"https://example.com/a\" | https://example.com/a",
                "HTTPS://Example.com | HTTPS://Example.com",
                "見て「https://example.com/a」。 | https://example.com/a",
                "https://example.com/あ、 | https://example.com/あ",
                "https://example.com\\@evil.example | https://example.com",
                "xhttp://example.com | http://example.com",
                "https://https://example.com | https://https://example.com",
                "https://!!! http://a.example | http://a.example"
            })
    void anAddressEndsWhereReadersSeeItEnd(String text, String url) {
        assertThat(parts(text.strip())).containsExactly("URL " + url.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://", "http:/x", "hTTp", "https://...", "ftp://x.example", "javascript:alert(1)", "h"})
    void otherTextIsNoAddress(String text) {
        assertThat(parts(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hi nostr:npub1abc's | nostr:npub1abc",
                "見てnostr:npub1abc。 | nostr:npub1abc",
                "NOSTR:NPUB1ABC | NOSTR:NPUB1ABC",
                "nnostr:nostr:note1abc | nostr:note1abc",
            })
    void referencesEndAfterLettersAndDigits(String text, String reference) {
        assertThat(parts(text.strip())).containsExactly("REFERENCE " + reference.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#", "#1", "#a", "https://", "https://)", "(", ")", "nostr:", "h", "\u200D", "#\u200D", "＃", "]"
            })
    void timeGrowsWithTheLengthAndNotWithItsSquare(String unit) {
        String text =
                "https://x" + unit.repeat(2_000_000 / unit.length()) + " #" + unit.repeat(2_000_000 / unit.length());

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> parts(text));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "http://", "https://", "nostr:", "#", "＃", "(", ")", "[", "]", ".", " ", "_", "🔥"),
                        AnyEvent.text(),
                        Arbitraries.chars().map(String::valueOf))
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void partsAreFoundInOrderAndDoNotOverlap(@ForAll("texts") String text) {
        List<String> parts = new ArrayList<>();
        assertThatCode(() -> NoteText.scan(text, (part, found) -> parts.add(found)))
                .doesNotThrowAnyException();
        int end = 0;
        for (String part : parts) {
            int begin = text.indexOf(part, end);
            assertThat(begin).as(part).isGreaterThanOrEqualTo(end);
            assertThat(part).isNotEmpty();
            end = begin + part.length();
        }
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        NoteText.scan(text, (part, found) -> parts.add(part + " " + found));
        return parts;
    }
}
