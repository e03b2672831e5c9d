package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ProgressBarTest {

    private final StringWriter out = new StringWriter();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(out), Ansi.OFF, "lines");

    @Test
    void itShowsHowFarItIs() {
        assertThat(bar.text(0, 2000)).isEqualTo("░".repeat(30) + "   0 %  0 of 2,000 lines");
        assertThat(bar.text(1000, 2000)).isEqualTo("█".repeat(15) + "░".repeat(15) + "  50 %  1,000 of 2,000 lines");
        assertThat(bar.text(1999, 2000)).contains(" 99 %");
        assertThat(bar.text(2001, 2000)).startsWith("█".repeat(30) + " 100 %");
        assertThat(bar.text(0, 0)).contains("100 %");
    }

    @Test
    void whereThereIsNoTerminalItIsALineForEachTenth() {
        for (int done = 0; done <= 1000; done += 30) {
            bar.show(done, 1000);
        }
        bar.show(1000, 1000);
        bar.end();

        assertThat(out.toString().lines()).hasSize(11).last().asString().endsWith(" 100 %  1,000 of 1,000 lines");
    }
}
