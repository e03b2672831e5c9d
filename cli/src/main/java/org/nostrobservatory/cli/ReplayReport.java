package org.nostrobservatory.cli;

import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** How far a replay has come, and what became of the lines. */
final class ReplayReport {

    private static final int BAR_WIDTH = 30;

    private ReplayReport() {}

    /** One line: a bar, a percentage, two numbers. */
    static String bar(long done, long lines, Ansi ansi) {
        double part = lines == 0 ? 1 : Math.min(1, (double) done / lines);
        int filled = (int) (part * BAR_WIDTH);
        return "%s%s %3d %%  %s of %s lines"
                .formatted(
                        TextTable.paint(ansi, "█".repeat(filled), Style.fg_green),
                        "░".repeat(BAR_WIDTH - filled),
                        (int) (part * 100),
                        Fields.number(done),
                        Fields.number(lines));
    }

    /** What became of the lines. */
    static String table(long lines, RelayCounters counters, Ansi ansi) {
        TextTable table = new TextTable("Replay", ">lines")
                .row("lines", Fields.number(lines))
                .row("stored", Fields.number(counters.stored()))
                .row("duplicates", Fields.number(counters.duplicate()))
                .row("ephemeral", Fields.number(counters.ephemeral()))
                .row("withdrawn", Fields.number(counters.withdrawn()))
                .row("expired", Fields.number(counters.expired()))
                .row("protected", Fields.number(counters.protectedEvents()))
                .row("rejected", Fields.number(counters.rejectedInTotal()));
        counters.rejected()
                .forEach((reason, count) ->
                        table.row("  " + reason.toLowerCase(Locale.ROOT).replace('_', ' '), Fields.number(count)));
        return table.text(ansi);
    }
}
