package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashtagsTest {

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("none here", List.of()),
                Arguments.of("#Bitcoin is #bitcoin", List.of("bitcoin")),
                Arguments.of("#one,#two.#three!(#four)\n#five", List.of("one", "two", "three", "four", "five")),
                Arguments.of("#snake_case #v2 #21million", List.of("snake_case", "v2", "21million")),
                Arguments.of("#well-known it's #bob's", List.of("well", "bob")),
                // Scripts: with case and without, with marks, with joiners inside, beyond the first plane.
                Arguments.of("#ÜBER #Привет #ΟΔΟΣ #日本語 #한국어", List.of("über", "привет", "οδος", "日本語", "한국어")),
                Arguments.of("#हिन्दी #ภาษาไทย #العربية", List.of("हिन्दी", "ภาษาไทย", "العربية")),
                Arguments.of("#می\u200Cخواهم", List.of("میخواهم")),
                Arguments.of("#二〇二六 #𝒳yz #𐐀x", List.of("二〇二六", "xyz", "𐐨x")),
                Arguments.of("＃全角 and #ｆｕｌｌ", List.of("全角", "full")),
                Arguments.of("#話題#でも #a#b", List.of("話題", "a")),
                Arguments.of("これは#漢字", List.of()),
                // Composed or not is the same word.
                Arguments.of("#caf\u00E9 #cafe\u0301", List.of("caf\u00E9")),
                // Emoji end a word and make none.
                Arguments.of("#gm☀️ #🔥 #x❤️y #pv\u200D👩", List.of("gm", "x", "pv")),
                Arguments.of("#️⃣ #1️⃣", List.of()),
                // No mere numbers, headlines, indexes (NIP-08).
                Arguments.of("#1 #2026 #１２ #_ #__ # x ##y ### z #[0] C#", List.of()),
                Arguments.of("abc#def 1#x _#x é#x e\u0301#x", List.of()),
                // Not inside addresses and references, but right after them.
                Arguments.of("https://example.com/#part https://example.com/a#b", List.of()),
                Arguments.of("example.com/#part it&#x27;s wss://r.example/#x", List.of()),
                Arguments.of("#https://example.com #http://x.example/#y", List.of()),
                Arguments.of("https://example.com #yes", List.of("yes")),
                Arguments.of("nostr:npub1xyz#no nostr:npub1xyz #yes", List.of("yes")),
                Arguments.of("#nostr:", List.of("nostr")));
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordsOfTheTextAreFound(String text, List<String> expected) {
        assertThat(of(text)).isEqualTo(new Hashtags(expected, 0));
    }

    @Test
    void tagsStandBeforeWordsAndEachOnce() {
        assertThat(of("#Word #tag", Tag.of("t", "Tag"), Tag.of("t", "#TAG "), Tag.of("t", "other", "more")))
                .isEqualTo(new Hashtags(List.of("tag", "other", "word"), 0));
    }

    @Test
    void aTagMayBeAnyText() {
        assertThat(of(
                                "",
                                Tag.of("t", "machine  learning\n"),
                                Tag.of("t", "foo-bar"),
                                Tag.of("t", "21"),
                                Tag.of("t", "🔥"),
                                Tag.of("t", "##x"),
                                Tag.of("t"),
                                Tag.of("T", "no"))
                        .names())
                .containsExactly("machine learning", "foo-bar", "21", "🔥", "x");
    }

    @Test
    void theLengthIsBounded() {
        String longest = "𐐨".repeat(Hashtags.MAX_LENGTH);

        assertThat(of("#" + longest)).isEqualTo(new Hashtags(List.of(longest), 0));
        assertThat(of("#" + longest + "x #ok")).isEqualTo(new Hashtags(List.of("ok"), 1));
        assertThat(of("#" + "x".repeat(10_000), Tag.of("t", "y".repeat(1_000_000))))
                .isEqualTo(new Hashtags(List.of(), 2));
        // One character that is eighteen in its normal form.
        assertThat(of("", Tag.of("t", "\uFDFA".repeat(10)))).isEqualTo(new Hashtags(List.of(), 1));
    }

    @Test
    void theNumberIsBounded() {
        Tag[] tags = IntStream.range(0, 2500)
                .mapToObj(i -> Tag.of("t", "tag" + i % 2000))
                .toArray(Tag[]::new);

        assertThat(of("#word", tags).names())
                .hasSize(Hashtags.MAX_NUMBER)
                .startsWith("tag0")
                .endsWith("tag99");
        assertThat(of("#word", tags).dropped()).isEqualTo(1901);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "#", "\u200B\u200D", "\u3164", "\u202E", "a\u0000b", "\uD800", "\uFE0F"})
    void aTagThatShowsNothingIsDropped(String value) {
        assertThat(of("", Tag.of("t", value))).isEqualTo(new Hashtags(List.of(), 1));
    }

    @ParameterizedTest
    @CsvSource({
        "#Nostr, nostr",
        "no\u200Bstr, nostr",
        "\u202Enostr, nostr",
        "ＮＯＳＴＲ, nostr",
        "STRASSE, strasse",
        "İstanbul, i\u0307stanbul",
        "ΑΣ, ας",
        "ﬁx, fix",
        "﹟small, small"
    })
    void spellingsOfOneHashtagAreEqual(String spelling, String name) {
        assertThat(Hashtags.normalise(spelling)).contains(name);
    }

    @Test
    void theNormalFormOfEachCharacterIsItsOwn() {
        IntStream.rangeClosed(0, 0x10FFFF)
                .mapToObj(Character::toString)
                .flatMap(text -> Hashtags.normalise("a" + text).stream())
                .forEach(name -> assertThat(Hashtags.normalise(name)).contains(name));
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingGivesNormalNamesWithinBounds(@ForAll Event event) {
        Hashtags hashtags = Hashtags.of(event);

        assertThat(hashtags.names()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(Hashtags.MAX_NUMBER);
        assertThat(hashtags.names())
                .allSatisfy(name -> assertThat(Hashtags.normalise(name)).contains(name));
        assertThat(hashtags.dropped()).isNotNegative();
    }

    private static Hashtags of(String text, Tag... tags) {
        return Hashtags.of(Fixtures.unsigned(Kinds.NOTE, text, tags));
    }
}
