package org.nostrobservatory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "Lightning wallet | \"lightning\" \"wallet\"",
                "\"proof of work\" | \"proof of work\"",
                "\"never closed | \"never closed\"",
                "a\"b c\"d | \"a\" \"b c\" \"d\"",
                "bitcoin -shitcoin | \"bitcoin\" -\"shitcoin\"",
                "-\"proof of stake\" work | -\"proof of stake\" \"work\"",
                "cats or dogs | \"cats\" or \"dogs\"",
                "cats OR dogs | \"cats\" or \"dogs\"",
                "or cats or | \"cats\"",
                "\"or\" cats | \"or\" \"cats\"",
                "example.com/path?a=b | \"example com path a b\"",
                "日本語 | \"日本 本語\"",
                "a & b <-> !d:* \\ | \"a\" \"b\" \"d\"",
                "- -- --a | -\"a\"",
            })
    void itReadsWhatPeopleWriteToSearchEngines(String text, String words) {
        assertThat(parse(text).words()).isEqualTo(words);
        assertThat(parse(text).hashtags()).isEmpty();
    }

    @Test
    void hashtagsAreAskedForByThemselves() {
        assertThat(parse("#Bitcoin ＃NOSTR, -#shitcoin words").hashtags())
                .containsExactly(Set.of("bitcoin"), Set.of("nostr"));
        assertThat(parse("#Bitcoin -#shitcoin words").without()).containsExactly("shitcoin");
        assertThat(parse("#Bitcoin words").words()).isEqualTo("\"words\"");
        assertThat(parse("#a or #b #c").hashtags()).containsExactly(Set.of("a", "b"), Set.of("c"));
        assertThat(parse("\"#a\"").words()).isEqualTo("\"a\"");
        assertThat(parse("#a or b").words()).isEqualTo("\"b\"");
        assertThat(parse("#it's\\fine").hashtags()).isEqualTo(List.of(Set.of("it's\\fine")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "\"", "\"\"", "-", "🤙", "#", "or", "\u0000", "\u200B"})
    void whereNothingCanBeSearchedThereIsNoQuery(String text) {
        assertThat(SearchQuery.parse(text, SearchQuery.KINDS)).isEmpty();
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(parse("x".repeat(100) + " " + "y ".repeat(40)).words()).startsWith("\"xxx");
        assertThatThrownBy(() -> parse("x".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 characters");
        assertThatThrownBy(() -> parse("x ".repeat(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60 words");
        assertThatThrownBy(() -> parse("日".repeat(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60 words");
    }

    @Property
    void anyShortTextIsAQueryOrNone(@ForAll @StringLength(max = 50) String text) {
        SearchQuery.parse(text, SearchQuery.KINDS)
                .ifPresent(query -> assertThat(query.words()).matches("((-?\"[^\"]+\"|or)( |$))*"));
    }

    private static SearchQuery parse(String text) {
        return SearchQuery.parse(text, SearchQuery.KINDS).orElseThrow();
    }
}
