package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path directory;

    private Process process;
    private PidFile pidFile;

    @BeforeEach
    void start() throws IOException {
        // A single-file program that waits for its input to end.
        Path program = Files.writeString(
                directory.resolve("Wait.java"),
                "class Wait { public static void main(String[] a) throws Exception { System.in.read(); } }");
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), program.toString()))
                .start();
        pidFile = new PidFile(directory.resolve("server.pid"));
        pidFile.write(process.pid());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void stopsOurProcess() throws InterruptedException {
        pidFile.stopLeftover(directory.toString());

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("server.pid")).doesNotExist();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheSameId() {
        pidFile.stopLeftover("/somewhere/else");

        assertThat(process.isAlive()).isTrue();
        assertThat(directory.resolve("server.pid")).doesNotExist();
    }
}
