package org.nostrobservatory.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Shows how far an import has come: on a terminal in one line, elsewhere in a line now and then. */
final class ImportProgress {

    private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final Ansi ansi;
    private final ProgressBar bar;
    private final long bytes;
    private final LongSupplier nanoTime;
    private final long begin;
    private long shownAt;
    private long bytesDone;
    private String trouble = "";

    /** @param bytes of all files; 0 if that is not known */
    ImportProgress(PrintWriter out, Ansi ansi, long bytes, LongSupplier nanoTime) {
        this.out = out;
        this.ansi = ansi;
        this.bar = new ProgressBar(out, ansi, "lines");
        this.bytes = bytes;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.shownAt = begin;
    }

    /** So many bytes of the files are done. */
    void advance(long total) {
        bytesDone = total;
        trouble = "";
    }

    /** The server does not answer. Says so once. */
    void waiting(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            bar.clear();
            out.println(TextTable.paint(ansi, why, Style.fg_yellow) + "\nTrying again …");
            out.flush();
        }
    }

    /** Shows it, if it was not shown just now. */
    void show(ImportTally tally) {
        long now = nanoTime.getAsLong();
        if (now - shownAt >= (ansi.enabled() ? ON_A_TERMINAL : ELSEWHERE).toNanos()) {
            shownAt = now;
            bar.print(line(tally.ended()));
        }
    }

    /** Takes it off the terminal. */
    void end() {
        bar.clear();
    }

    /** One line: a bar, a percentage, lines, their rate, the time that is left. */
    String line(long lines) {
        double seconds = seconds();
        String counted = "%s lines  %s/s"
                .formatted(Fields.number(lines), Fields.number(Math.round(seconds == 0 ? 0 : lines / seconds)));
        if (bytes == 0) {
            return counted;
        }
        double part = Math.min(1, (double) bytesDone / bytes);
        return bar.text(
                part, counted + (part == 0 ? "" : "  " + clock(Math.round(seconds / part - seconds)) + " left"));
    }

    /** Since the begin. */
    double seconds() {
        return (nanoTime.getAsLong() - begin) / 1e9;
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
