package org.nostrobservatory.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.nostrobservatory.launcher.EmbeddedBroker;
import org.nostrobservatory.launcher.EmbeddedDatabase;
import org.nostrobservatory.sample.SampleRelay;

/** What the server needs around it, for as long as the tests run: arquillian.xml reads the addresses. */
public final class Backends implements LauncherSessionListener {

    /** There is one session of tests. */
    private static EmbeddedDatabase database;

    private static EmbeddedBroker broker;
    private static SampleRelay relay;
    private static HostileRelays hostile;

    static EmbeddedDatabase database() {
        return database;
    }

    static EmbeddedBroker broker() {
        return broker;
    }

    /** The relay that sends good events, and among them bad ones from a file. */
    static SampleRelay relay() {
        return relay;
    }

    static HostileRelays hostile() {
        return hostile;
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            database = EmbeddedDatabase.temporary();
            broker = EmbeddedBroker.temporary();
            relay = SampleRelay.named("hostile").replay(HostileFrames.write()).start();
            hostile = new HostileRelays();
            System.setProperty(
                    "observatory.tmp",
                    Files.createTempDirectory("observatory-it").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("observatory.database.url", database.url());
        System.setProperty("observatory.database.user", database.user());
        System.setProperty("observatory.database.password", database.password());
        System.setProperty("observatory.broker.host", broker.host());
        System.setProperty("observatory.broker.port", Integer.toString(broker.port()));
        System.setProperty("observatory.broker.user", broker.user());
        System.setProperty("observatory.broker.password", broker.password());
        System.setProperty("observatory.relays", relay.url() + "," + hostile.urls());
        System.setProperty("observatory.admin.password", "integration-test");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        stopServer();
        hostile.close();
        relay.close();
        broker.close();
        database.close();
        deleteTemporaryFiles();
    }

    /** The adapter sends SIGTERM and goes; without its broker the server would hang in its shutdown. */
    private static void stopServer() {
        for (ProcessHandle server : servers()) {
            try {
                server.onExit().get(15, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                server.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The processes of the server: one, or none. */
    static List<ProcessHandle> servers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("payara-micro.jar"))
                .toList();
    }

    private static void deleteTemporaryFiles() {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("observatory.tmp")))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
