package org.nostrobservatory.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.nostrobservatory.sample.SampleRelay;
import picocli.CommandLine.Help.Ansi;

/** Watches the server work through what a relay replays. */
final class ReplayMonitor {

    private static final long POLL_MILLIS = 500;

    /** After which a count that does not change is taken for final, once all lines are sent. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final SampleRelay relay;
    private final Api api;
    private final PrintWriter out;
    private final Ansi ansi;

    ReplayMonitor(SampleRelay relay, Api api, PrintWriter out, Ansi ansi) {
        this.relay = relay;
        this.api = api;
        this.out = out;
        this.ansi = ansi;
    }

    /** Shows the progress, and at the end a table. Returns early when {@code stopped}. */
    void run(BooleanSupplier stopped) throws InterruptedException {
        long lines = relay.lineCount();
        long received = -1;
        long changedAt = System.nanoTime();
        ProgressBar bar = new ProgressBar(out, ansi, "lines");
        RelayCounters counters = RelayCounters.NONE;
        while (received < lines && !standsStill(changedAt)) {
            if (stopped.getAsBoolean()) {
                return;
            }
            counters = poll(counters);
            if (counters.received() != received) {
                received = counters.received();
                changedAt = System.nanoTime();
                bar.show(received, lines);
            }
            if (received < lines) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        bar.end();
        out.println();
        out.println(ReplayReport.table(lines, counters, ansi));
        if (received < lines) {
            out.println("%s lines have not been processed.".formatted(Fields.number(lines - received)));
        }
        out.println();
        out.flush();
    }

    private boolean standsStill(long changedAt) {
        return relay.linesServed() >= relay.lineCount() && System.nanoTime() - changedAt > STANDSTILL.toNanos();
    }

    private RelayCounters poll(RelayCounters previous) {
        try {
            return RelayCounters.find(api.getAll("/relays"), relay.url());
        } catch (UnansweredException e) {
            // A busy server answers next time; a dead one is noticed by whoever watches the process.
            return previous;
        }
    }
}
