package org.nostrobservatory.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** How far something has come: on a terminal one line that moves, elsewhere a line for each tenth. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final Ansi ansi;
    private final String unit;
    private int printedTenth = -1;

    /** @param unit what is counted, for example lines */
    ProgressBar(PrintWriter out, Ansi ansi, String unit) {
        this.out = out;
        this.ansi = ansi;
        this.unit = unit;
    }

    /** Shows that so much is done. */
    void show(long done, long total) {
        int tenth = (int) (10 * part(done, total));
        if (ansi.enabled() || tenth > printedTenth) {
            printedTenth = tenth;
            print(text(done, total));
        }
    }

    /** Shows a line: on a terminal in the place of the one before. */
    void print(String line) {
        out.print(ansi.enabled() ? CLEAR_LINE + line : line + System.lineSeparator());
        out.flush();
    }

    /** Nothing more comes: what is printed next begins on a new line. */
    void end() {
        if (ansi.enabled()) {
            out.println();
        }
    }

    /** Takes it off the terminal: what is printed next stands in its place. */
    void clear() {
        if (ansi.enabled()) {
            out.print(CLEAR_LINE);
        }
        out.flush();
    }

    /** One line: a bar, a percentage, two numbers. */
    String text(long done, long total) {
        return text(part(done, total), "%s of %s %s".formatted(Fields.number(done), Fields.number(total), unit));
    }

    /** One line: a bar, a percentage, and this. */
    String text(double part, String rest) {
        int filled = (int) (part * WIDTH);
        return "%s%s %3d %%  %s"
                .formatted(
                        TextTable.paint(ansi, "█".repeat(filled), Style.fg_green),
                        "░".repeat(WIDTH - filled),
                        (int) (part * 100),
                        rest);
    }

    private static double part(long done, long total) {
        return total == 0 ? 1 : Math.min(1, (double) done / total);
    }
}
