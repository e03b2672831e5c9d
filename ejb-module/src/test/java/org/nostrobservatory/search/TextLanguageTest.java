package org.nostrobservatory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLanguageTest {

    @ParameterizedTest
    @CsvSource({
        "en, just bought more sats and I am never selling them",
        "de, Ich verstehe nicht warum die Leute jetzt verkaufen",
        "fr, Je ne comprends pas pourquoi les gens vendent maintenant",
        "pt, Não entendo por que as pessoas estão vendendo agora",
        "ja, おはようございます",
        "zh, 早上好各位",
        "ko, 좋은 아침입니다 여러분",
        "ru, Сегодня хорошая погода и мы пошли гулять в парк",
        "th, สวัสดีตอนเช้าทุกคน",
    })
    void itTellsTheLanguageOfShortTexts(String language, String text) {
        assertThat(TextLanguage.of(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gm",
                "GM ☀️☕",
                "🤙🤙🤙",
                "https://example.com/guten-morgen-zusammen-ihr-lieben.jpg",
                "nostr:npub1xtscya34g58tk0z605fvr788k263gsu6cy9x0mhnm87echrgufzsevkk5s",
                "#guten #morgen #zusammen",
                "21000000",
                "0x7f3a bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "\u0000\u0000\u0000",
                "\u200B\u200B\u202E",
            })
    void whatHasNoWordsHasNoLanguage(String text) {
        assertThat(TextLanguage.of(text)).isEqualTo(TextLanguage.UNDETERMINED);
    }

    @Test
    void addressesReferencesAndHashtagsDoNotCount() {
        assertThat(TextLanguage.of("Heute scheint die Sonne über den Bergen #goodmorning #everybody #sunshine"
                        + " https://example.com/this/is/all/english/and/nothing/else"))
                .isEqualTo("de");
    }

    @Test
    void aMegabyteTakesAsLongAsItsBeginning() {
        String text = "Heute scheint die Sonne über den Bergen und wir gehen wandern. ".repeat(16_000);
        assertThat(text).hasSizeGreaterThan(1_000_000);
        assertThat(TextLanguage.of(text)).isEqualTo("de");
        assertThat(TextLanguage.of("\uD83D".repeat(1_000_000))).isEqualTo("und");
        assertThat(TextLanguage.of("a".repeat(1_000_000))).isEqualTo("und");
    }

    /** Short texts as people write them to Nostr, with the language they are in, or a dash. */
    @Test
    void ofRealShortTextsFewAreWrong() throws IOException {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        int texts = 0;
        try (InputStream in = TextLanguageTest.class.getResourceAsStream("languages.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] part = line.split("\t", 2);
                String expected = part[0].equals("-") ? TextLanguage.UNDETERMINED : part[0];
                String found = TextLanguage.of(part[1]);
                texts++;
                right += found.equals(expected) ? 1 : 0;
                if (!found.equals(expected) && !found.equals(TextLanguage.UNDETERMINED)) {
                    wrong.add(found + ": " + line);
                }
            }
        }
        assertThat(texts).isEqualTo(187);
        assertThat(wrong).as("called something that they are not").hasSizeLessThanOrEqualTo(7);
        assertThat(right).as("of 187").isGreaterThanOrEqualTo(148);
    }

    @Test
    void itKnowsThirtyNineLanguages() {
        assertThat(TextLanguage.all()).hasSize(39);
    }
}
