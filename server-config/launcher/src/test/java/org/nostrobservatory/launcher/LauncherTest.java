package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    private static final Map<String, String> EXTERNAL = Map.of(
            "OBSERVATORY_DATABASE_URL", "jdbc:postgresql://database.example/observatory",
            "OBSERVATORY_DATABASE_USER", "user",
            "OBSERVATORY_BROKER_URL", "tcp://broker.example:61616");

    @TempDir
    private Path directory;

    private DataDirectory data;
    private Path serverFiles;

    @BeforeEach
    void open() throws IOException {
        data = DataDirectory.open(directory.resolve("data"));
        serverFiles = Files.createDirectory(directory.resolve("server"));
        Files.writeString(serverFiles.resolve("payara-micro.jar"), "no jar");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void anExternalDatabaseNeedsAUser() {
        assertRefused(
                Map.of("OBSERVATORY_DATABASE_URL", "jdbc:postgresql://x/y"), "OBSERVATORY_DATABASE_USER is missing");
    }

    @Test
    void aValueThatTheServerWouldExpandIsRefused() {
        Map<String, String> environment = new HashMap<>(EXTERNAL);
        environment.put("OBSERVATORY_DATABASE_PASSWORD", "a${b}");
        assertRefused(environment, "OBSERVATORY_DATABASE_PASSWORD contains \"${\"");
    }

    @Test
    void whatTheServerPrintsBeforeItDiesIsTold() {
        assertRefused(EXTERNAL, "The server ended with exit code 1");
        assertThat(data.run("server")).doesNotExist();
        assertThat(data.run("server.pid")).doesNotExist();
    }

    @Test
    void aPortInUseIsTold() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Launcher launcher = launcher(EXTERNAL, socket.getLocalPort())) {
            assertThatThrownBy(launcher::start).hasMessageContaining("Port " + socket.getLocalPort() + " is in use");
        }
    }

    @Test
    void severalServersNeedOneDatabaseAndOneBroker() {
        assertRefused(Map.of("OBSERVATORY_JOIN", "127.0.0.1:6900"), "OBSERVATORY_DATABASE_URL is missing");
        Map<String, String> environment = new HashMap<>(EXTERNAL);
        environment.remove("OBSERVATORY_BROKER_URL");
        environment.put("OBSERVATORY_GRID", "127.0.0.1:6900");
        assertRefused(environment, "OBSERVATORY_BROKER_URL is missing");
    }

    @Test
    void aMissingDistributionIsTold() throws IOException {
        Files.delete(serverFiles.resolve("payara-micro.jar"));
        assertRefused(EXTERNAL, "There is no payara-micro.jar");
    }

    private void assertRefused(Map<String, String> environment, String message) {
        try (Launcher launcher = launcher(environment, LocalPort.free())) {
            assertThatThrownBy(launcher::start)
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining(message);
        }
    }

    private Launcher launcher(Map<String, String> environment, int port) {
        return new Launcher(new Launcher.Plan(serverFiles, data, port, environment), Progress.SILENT);
    }
}
