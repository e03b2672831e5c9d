package org.nostrobservatory.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Three rounds of {@code benchmarks/crash-safety}. */
class CrashSafetyIT {

    @TempDir
    Path work;

    @BeforeAll
    static void nameTheDistribution() {
        System.setProperty(
                "observatory.home",
                Path.of(System.getProperty("observatory.server")).getParent().toString());
    }

    @AfterAll
    static void forgetTheDistribution() {
        System.clearProperty("observatory.home");
    }

    @Test
    void whateverDiesNothingIsLostAndNothingIsDoubled() {
        int exitCode = new CommandLine(new CrashSafety())
                .execute("--rounds", "3", "--events", "60000", "--work", work.toString());
        assertThat(exitCode).isZero();
    }
}
