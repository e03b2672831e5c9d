package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ReplayReportTest {

    @Test
    void theTableTellsWhatBecameOfTheLines() {
        RelayCounters counters = new RelayCounters(
                2009, 1900, 50, 40, 2, 4, 3, 2, new TreeMap<>(Map.of("BAD_SIGNATURE", 7L, "BAD_ID", 3L)));

        assertThat(ReplayReport.table(2009, counters, Ansi.OFF).lines())
                .containsExactly(
                        "Replay           lines",
                        "lines            2,009",
                        "stored           1,900",
                        "duplicates          50",
                        "ephemeral           40",
                        "withdrawn            4",
                        "expired              3",
                        "protected            2",
                        "rejected            10",
                        "  bad id             3",
                        "  bad signature      7");
    }
}
