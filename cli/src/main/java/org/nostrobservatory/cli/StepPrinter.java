package org.nostrobservatory.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.nostrobservatory.launcher.Progress;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Shows each step with a tick and the time it took; on a terminal also how long the current one takes already. */
final class StepPrinter implements Progress {

    private static final int TICK_MILLIS = 500;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final Ansi ansi;
    private String current;
    private Timer timer;

    StepPrinter(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    @Override
    public synchronized void begin(String step) {
        giveUp();
        current = step;
        if (!ansi.enabled()) {
            line("  " + step + " …");
            return;
        }
        long begin = System.nanoTime();
        timer = new Timer("step", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        show(step, Duration.ofNanos(System.nanoTime() - begin));
                    }
                },
                0,
                TICK_MILLIS);
    }

    @Override
    public synchronized void end(String step, Duration elapsed) {
        stopTimer();
        line(TextTable.paint(ansi, "✓", Style.fg_green) + " " + step + "  "
                + TextTable.paint(ansi, seconds(elapsed), Style.faint));
    }

    /** The current step, if there is one, has failed or was left. */
    synchronized void giveUp() {
        if (current != null) {
            String step = current;
            stopTimer();
            line(TextTable.paint(ansi, "✗", Style.fg_red) + " " + step);
        }
    }

    private synchronized void show(String step, Duration elapsed) {
        if (step.equals(current)) {
            out.print(CLEAR_LINE + "  " + step + " … " + TextTable.paint(ansi, seconds(elapsed), Style.faint));
            out.flush();
        }
    }

    private void stopTimer() {
        current = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void line(String text) {
        out.println((ansi.enabled() ? CLEAR_LINE : "") + text);
        out.flush();
    }

    private static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }
}
