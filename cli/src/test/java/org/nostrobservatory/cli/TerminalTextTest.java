package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void nothingCommandsTheTerminalOrHides() {
        assertThat(TerminalText.clean("a\u001b[2J\u009b1mb\u0007")).isEqualTo("a?[2J?1mb?");
        assertThat(TerminalText.clean("a\u202eb\u2066c\u200fd\u200be\ufefff\u00adg\u2060h"))
                .isEqualTo("abcdefgh");
        assertThat(TerminalText.clean("a\nb\u2028c\u0085d\t\u3000e\u000bf")).isEqualTo("a b c d  e f");
        assertThat(TerminalText.clean("\ud800x\udfff\ue000")).isEqualTo("?x??");
        assertThat(TerminalText.clean("z" + "\u0301".repeat(10_000))).isEqualTo("z" + "\u0301".repeat(3));
    }

    @Test
    void widthsAreThoseOfATerminal() {
        assertThat(TerminalText.columns("abc")).isEqualTo(3);
        assertThat(TerminalText.columns("e\u0301")).isEqualTo(1);
        assertThat(TerminalText.columns("日本한")).isEqualTo(6);
        assertThat(TerminalText.columns("🤙🫡")).isEqualTo(4);
    }

    @Test
    void whatIsTooLongEndsWithAnEllipsisWithinTheWidth() {
        assertThat(TerminalText.cut(" abc ", 3)).isEqualTo("abc");
        assertThat(TerminalText.cut("a \r\n b", 3)).isEqualTo("a b");
        assertThat(TerminalText.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(TerminalText.cut("日本語", 6)).isEqualTo("日本語");
        assertThat(TerminalText.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(TerminalText.cut("日本語", 4)).isEqualTo("日…");
        assertThat(TerminalText.cut("a bcd", 3)).isEqualTo("a…");
    }
}
