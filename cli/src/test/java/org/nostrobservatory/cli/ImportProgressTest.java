package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ImportProgressTest {

    private final StringWriter out = new StringWriter();
    private long now;

    @Test
    void theLineTellsHowFarItIsAndWhatIsLeft() {
        ImportProgress progress = progress(3_000_000);
        assertThat(progress.line(0)).isEqualTo("░".repeat(30) + "   0 %  0 lines  0/s");

        now += Duration.ofSeconds(70).toNanos();
        progress.advance(1_500_000);
        assertThat(progress.line(140_000))
                .isEqualTo("█".repeat(15) + "░".repeat(15) + "  50 %  140,000 lines  2,000/s  1:10 left");

        progress.advance(3_000_000);
        assertThat(progress.line(280_000)).startsWith("█".repeat(30) + " 100 %").endsWith("0:00 left");
    }

    @Test
    void ofAPipeNobodyKnowsTheEnd() {
        ImportProgress progress = progress(0);
        now += Duration.ofSeconds(2).toNanos();

        assertThat(progress.line(3_000)).isEqualTo("3,000 lines  1,500/s");
    }

    @Test
    void elsewhereThanOnATerminalItIsShownNowAndThen() {
        ImportProgress progress = progress(100);
        for (int second = 0; second < 25; second++) {
            now += Duration.ofSeconds(1).toNanos();
            progress.show(new ImportTally());
        }

        assertThat(out.toString().lines()).hasSize(2);
    }

    private ImportProgress progress(long bytes) {
        return new ImportProgress(new PrintWriter(out, true), Ansi.OFF, bytes, () -> now);
    }
}
