package org.nostrobservatory.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Rows in aligned columns. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<Boolean> numeric;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings of the columns; one that begins with {@code >} is aligned to the right */
    TextTable(String... headings) {
        this.numeric = List.of(headings).stream()
                .map(heading -> heading.startsWith(">"))
                .toList();
        this.headings = List.of(headings).stream()
                .map(heading -> heading.replaceFirst("^>", ""))
                .toList();
    }

    /** Adds a row. What others wrote may stand in it. */
    TextTable row(String... cells) {
        rows.add(Stream.of(cells).map(TerminalText::clean).toList());
        return this;
    }

    /** The lines of the table, with colours where {@code ansi} is on. Ends without a line break. */
    String text(Ansi ansi) {
        int[] widths = new int[headings.size()];
        measure(headings, widths);
        rows.forEach(row -> measure(row, widths));
        List<String> lines = new ArrayList<>();
        lines.add(paint(ansi, line(headings, widths), Style.bold, Style.fg_cyan));
        rows.forEach(row -> lines.add(line(row, widths)));
        if (rows.isEmpty()) {
            lines.add(Fields.MISSING);
        }
        return String.join("\n", lines);
    }

    /** A text in a style, where {@code ansi} is on. */
    static String paint(Ansi ansi, String text, Style... styles) {
        return ansi.enabled() ? Style.on(styles) + text + Style.reset.on() : text;
    }

    private static void measure(List<String> cells, int[] widths) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], TerminalText.columns(cells.get(i)));
        }
    }

    private String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - TerminalText.columns(cells.get(i)));
            padded.add(numeric.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }
}
