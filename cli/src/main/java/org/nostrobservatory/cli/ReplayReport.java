package org.nostrobservatory.cli;

import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** What became of the lines of a replay. */
final class ReplayReport {

    private ReplayReport() {}

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
