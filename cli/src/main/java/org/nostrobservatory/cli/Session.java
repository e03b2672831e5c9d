package org.nostrobservatory.cli;

import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.nostrobservatory.launcher.DataDirectory;
import org.nostrobservatory.launcher.Launcher;
import org.nostrobservatory.launcher.StartFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** One run of everything, from the start to Ctrl-C. */
final class Session {

    private static final Logger LOG = System.getLogger(Session.class.getName());

    /** How long after the server's end a Ctrl-C, which reaches it too, may take to reach this process. */
    private static final Duration SIGNAL_LAG = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final Ansi ansi;
    private final Path serverFiles;
    private final int port;
    private final Path directory;
    private final StepPrinter steps;
    private volatile boolean stopping;
    private volatile int exitCode = CommandLine.ExitCode.OK;
    private DataDirectory data;
    private SampleRelays relays;
    private Launcher launcher;

    Session(PrintWriter out, Ansi ansi, Path serverFiles, int port, Path directory) {
        this.out = out;
        this.ansi = ansi;
        this.serverFiles = serverFiles;
        this.port = port;
        this.directory = directory;
        this.steps = new StepPrinter(out, ansi);
    }

    /**
     * Starts everything and returns when the server has ended by itself. A signal ends the JVM, with exit code 0, after
     * having stopped everything.
     *
     * @param variables for the launcher, before those of the process
     */
    int run(boolean demo, List<Path> replay, Map<String, String> variables) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop"));
        try {
            start(demo, replay, variables);
            out.println(banner());
            if (relays != null && relays.replay().isPresent()) {
                new ReplayMonitor(relays.replay().get(), new Api("http://127.0.0.1:" + port), out, ansi)
                        .run(() -> stopping || launcher.serverExit().isDone());
            }
            int serverExitCode = launcher.serverExit().get();
            awaitSignal();
            fail("The server has ended with exit code %d. It printed last:\n  %s"
                    .formatted(serverExitCode, String.join("\n  ", launcher.lastLogLines())));
        } catch (StartFailedException | ExecutionException e) {
            awaitSignal();
            steps.giveUp();
            fail(e.getMessage());
        } catch (RuntimeException e) {
            awaitSignal();
            steps.giveUp();
            LOG.log(Level.ERROR, "Unexpected", e);
            fail("Unexpected: " + e);
        }
        stop();
        return exitCode;
    }

    private void start(boolean demo, List<Path> replay, Map<String, String> variables) {
        synchronized (this) {
            data = DataDirectory.open(directory);
        }
        LauncherLog.to(data.log("launcher.%g.log"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        if (demo || !replay.isEmpty()) {
            steps.begin("Starting the sample relays");
            long begin = System.nanoTime();
            SampleRelays started = SampleRelays.start(demo, replay);
            synchronized (this) {
                relays = started;
            }
            steps.end("Starting the sample relays", Duration.ofNanos(System.nanoTime() - begin));
            environment.putAll(relays.environment());
        }
        synchronized (this) {
            launcher = new Launcher(new Launcher.Plan(serverFiles, data, port, environment), steps);
        }
        launcher.start();
    }

    /** If a signal is on its way to this process, this one is ended by the hook and does not return. */
    private void awaitSignal() throws InterruptedException {
        long deadline = System.nanoTime() + SIGNAL_LAG.toNanos();
        while (System.nanoTime() < deadline) {
            if (stopping) {
                Thread.sleep(Long.MAX_VALUE);
            }
            Thread.sleep(50);
        }
    }

    private void fail(String message) {
        exitCode = CommandLine.ExitCode.SOFTWARE;
        out.println(TextTable.paint(ansi, message, Style.fg_red));
        out.flush();
    }

    private void stopOnSignal() {
        boolean signal = exitCode == CommandLine.ExitCode.OK;
        stopping = true;
        if (signal) {
            steps.giveUp();
            out.println();
        }
        stop();
        out.flush();
        // Otherwise a JVM that got a signal ends with 128 and the number of the signal.
        Runtime.getRuntime().halt(exitCode);
    }

    /** Stops what runs; nothing the second time. */
    private synchronized void stop() {
        try {
            if (launcher != null) {
                launcher.close();
            }
        } catch (RuntimeException e) {
            steps.giveUp();
            fail(e.getMessage());
        }
        if (relays != null) {
            relays.close();
            relays = null;
        }
        if (data != null) {
            data.close();
            data = null;
        }
    }

    private String banner() {
        String web = "http://localhost:" + port;
        StringBuilder text = new StringBuilder("\n");
        text.append(TextTable.paint(ansi, "Nostr Observatory is running.", Style.bold))
                .append("\n\n");
        line(text, "Web UI", web + "/");
        line(text, "API", web + "/api/v1");
        line(text, "OpenAPI", web + "/openapi");
        line(text, "Metrics", web + "/metrics");
        line(text, "Database", launcher.databaseUrl().replaceAll("(?i)(password=)[^&]*", "$1…"));
        line(text, "Data", data.toString());
        launcher.gridAddress().ifPresent(address -> line(text, "Data grid", address));
        launcher.adminPassword()
                .ifPresent(password -> line(
                        text,
                        "Admin",
                        "user " + TextTable.paint(ansi, "admin", Style.bold) + ", password "
                                + TextTable.paint(ansi, password, Style.bold) + "  (shown this once)"));
        return text.append("\nCtrl-C stops it.\n").toString();
    }

    private void line(StringBuilder text, String name, String value) {
        text.append(TextTable.paint(ansi, "  %-10s".formatted(name), Style.fg_cyan))
                .append(value)
                .append('\n');
    }
}
