package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    private Path directory;

    @Test
    void theGeneratedPasswordIsNotWrittenDown() throws IOException {
        ServerLog log = read("before\n[INFO] [[\n  Generated the admin password: aB-3_x9]]\nafter\n");

        assertThat(log.adminPassword()).contains("aB-3_x9");
        assertThat(log.lastLines()).noneMatch(line -> line.contains("aB-3_x9"));
        assertThat(Files.readString(file()))
                .isEqualTo("before\n[INFO] [[\n  Generated the admin password: (shown at the console)]]\nafter\n");
    }

    @Test
    void tellsWhyADeploymentFailed() {
        ServerLog log = read("""
                Boot Command ping-connection-pool failed PlainTextActionReporterFAILUREConnection refused.
                Exception while loading the app
                Caused by: jakarta.ejb.CreateException: Initialization failed for Singleton S
                \tat a.b.C
                Caused by: java.lang.IllegalArgumentException: Wrong settings: X is "y": nonsense
                Payara Micro 6.2025.10 (build 42) ready in 5,950 (ms)
                Caused by: something.Later: after the start
                """);

        assertThat(log.started()).isTrue();
        assertThat(log.setUpFailed()).isTrue();
        assertThat(log.reasons())
                .containsExactly(
                        "ping-connection-pool: Connection refused.",
                        "Initialization failed for Singleton S",
                        "Wrong settings: X is \"y\": nonsense");
    }

    @Test
    void keepsTheFormerLogs() throws IOException {
        for (int run = 1; run <= 7; run++) {
            read("run " + run + "\n");
        }

        assertThat(Files.readString(file())).isEqualTo("run 7\n");
        assertThat(Files.readString(directory.resolve("server.1.log"))).isEqualTo("run 6\n");
        assertThat(Files.readString(directory.resolve("server.5.log"))).isEqualTo("run 2\n");
        assertThat(directory.resolve("server.6.log")).doesNotExist();
    }

    private ServerLog read(String output) {
        ServerLog log = new ServerLog(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)), file());
        log.awaitEnd();
        return log;
    }

    private Path file() {
        return directory.resolve("server.log");
    }
}
