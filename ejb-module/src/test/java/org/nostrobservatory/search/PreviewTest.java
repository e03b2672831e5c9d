package org.nostrobservatory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PreviewTest {

    @Test
    void theWordsThatWereSearchedForAreMarked() {
        assertThat(marked("Houses and a house; Häuser, not mouse.", "hous", "haus"))
                .isEqualTo("[Houses] and a [house]; [Häuser], not mouse.");
        assertThat(marked("日本語です", "日本", "本語")).isEqualTo("[日本語]です");
        assertThat(marked("a an ant", "a")).isEqualTo("[a] an ant");
        assertThat(marked("nothing here", "else")).isEqualTo("nothing here");
    }

    @Test
    void ofALongTextThePieceAroundTheFirstMatchIsShown() {
        String text = "word ".repeat(1000) + "needle " + "word ".repeat(1000);
        String shown = marked(text, "needle");
        assertThat(shown)
                .startsWith("…word")
                .contains(" [needle] ")
                .endsWith("word…")
                .hasSizeLessThan(300);
        assertThat(marked(text, "else")).startsWith("word").endsWith("word…").hasSizeLessThan(300);
        assertThat(marked("🤙".repeat(500) + "needle" + "🤙".repeat(500), "needle"))
                .contains("[needle]");
    }

    @Property
    void ofAnyTextAPieceIsShown(@ForAll String text, @ForAll String other) {
        Preview preview = Preview.of(text + " needle " + other, Set.of("needle"));
        assertThat(preview.matches()).isNotEmpty();
        int end = 0;
        for (Preview.Range range : preview.matches()) {
            assertThat(range.begin()).isGreaterThanOrEqualTo(end);
            assertThat(range.end())
                    .isGreaterThan(range.begin())
                    .isLessThanOrEqualTo(preview.text().length());
            end = range.end();
        }
    }

    private static String marked(String text, String... stems) {
        Preview preview = Preview.of(text, Set.of(stems));
        StringBuilder marked = new StringBuilder(preview.text());
        for (int i = preview.matches().size() - 1; i >= 0; i--) {
            marked.insert(preview.matches().get(i).end(), ']');
            marked.insert(preview.matches().get(i).begin(), '[');
        }
        return marked.toString();
    }
}
