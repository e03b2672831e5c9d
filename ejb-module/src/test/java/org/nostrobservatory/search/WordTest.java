package org.nostrobservatory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, World! | hello world",
                "Größe Straße café naïve | grosse strasse cafe naive",
                "Łódź Ærø ısparta | lodz aero isparta",
                "don't snake_case a-b 3.14 | don t snake case a b 3 14",
                "ﬁle ＡＢＣ１２ ⅷ | file abc12",
                "ёлка йод Їжак | елка йод іжак",
                "Ελλάδα | ελλαδα",
                "مُحَمَّد كـــتاب | محمد كتاب",
                "שָׁלוֹם | שלום",
                "हिन्दी | हिन्दी",
                "한국어 공부 | 한국어 공부",
                "日本語です | 日本 本語 語で です",
                "我 Bitcoin最高 | 我 bitcoin 最高",
                "コーヒー | コー ーヒ ヒー",
                "🤙 ... --- \" ' | ''",
            })
    void spellingsThatMeanTheSameAreTheSame(String text, String words) {
        assertThat(words(text)).isEqualTo(words);
    }

    @Test
    void invisibleCharactersAreNoPartAndNoEndOfAWord() {
        assertThat(words("bit\u200Bco\u00ADin \u202Eevil\u202C \uFEFFbom")).isEqualTo("bitcoin evil bom");
        assertThat(words("\u200B\u200D \u0000 \uD800 \u0301")).isEmpty();
        assertThat(words("a\u0000b")).isEqualTo("a b");
    }

    @Test
    void codesAreNoWords() {
        assertThat(words("x".repeat(101) + " y".repeat(3))).isEqualTo("y y y");
        assertThat(words("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aWordKnowsWhereItStands() {
        String text = "— Größe, 日本語";
        assertThat(Word.of(text, 9))
                .extracting(word -> text.substring(word.begin(), word.end()))
                .containsExactly("Größe", "日本", "本語");
        assertThat(Word.of(text, 2)).hasSize(2);
    }

    @Property
    void anyTextHasWordsThatLieInsideItInTheirOrder(@ForAll String text) {
        int begin = 0;
        for (Word word : Word.of(text, 1000)) {
            assertThat(word.begin()).isGreaterThanOrEqualTo(begin);
            assertThat(word.end()).isGreaterThan(word.begin()).isLessThanOrEqualTo(text.length());
            assertThat(word.text()).isNotEmpty().doesNotContain(" ", "\"", "\u0000");
            begin = word.begin();
        }
    }

    private static String words(String text) {
        return Word.of(text, 100).stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
