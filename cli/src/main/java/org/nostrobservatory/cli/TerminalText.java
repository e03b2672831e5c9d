package org.nostrobservatory.cli;

import org.jline.utils.WCWidth;

/**
 * What others wrote, made harmless for a terminal: one line, without characters that command the terminal, hide, or turn
 * the direction of writing.
 */
final class TerminalText {

    private static final String MORE = "…";

    private TerminalText() {}

    /** White space is a space, control and private characters are a question mark, invisible ones are gone. */
    static String clean(String text) {
        return text.replaceAll("[\\s\\p{Z}\\x{85}]", " ")
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[\\p{Cc}\\p{Cs}\\p{Co}]", "?")
                // Any number of marks can stand on one letter and cover the lines above.
                .replaceAll("(\\p{M}{3})\\p{M}+", "$1");
    }

    /** How many columns a clean text takes: none for marks, two for ideographs and emoji. */
    static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    private static int columns(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }

    /** The text cleaned, words one space apart, and cut to so many columns. */
    static String cut(String text, int columns) {
        String clean = clean(text).replaceAll(" {2,}", " ").strip();
        if (columns(clean) <= columns) {
            return clean;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int character : clean.codePoints().toArray()) {
            used += columns(character);
            if (used >= columns) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return cut.toString().stripTrailing() + MORE;
    }
}
