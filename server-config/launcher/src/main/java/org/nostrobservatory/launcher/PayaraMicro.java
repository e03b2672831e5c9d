package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The server as a child process. */
final class PayaraMicro implements AutoCloseable {

    /** Of the deployment. Long, because it may migrate a large database. */
    private static final Duration START_LIMIT = Duration.ofMinutes(60);

    /** Of all that has to be there for the application to be ready, such as the broker, after the deployment. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 250;

    private final Process process;
    private final PidFile pidFile;
    private final Path scratch;
    private final ServerLog log;
    private final Path logFile;
    private final int port;
    private String health = "";
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();

    private PayaraMicro(Process process, PidFile pidFile, Path scratch, Path logFile, int port) {
        this.process = process;
        this.pidFile = pidFile;
        this.scratch = scratch;
        this.logFile = logFile;
        this.port = port;
        this.log = new ServerLog(process.getInputStream(), logFile);
    }

    /** Whether there is a process that an unclean death of the previous run left behind. */
    static boolean hasLeftover(DataDirectory data) {
        return pidFile(data).running(mark(data)).isPresent();
    }

    /** Stops that process. */
    static void stopLeftover(DataDirectory data) {
        pidFile(data).stopLeftover(mark(data));
    }

    /**
     * Starts the process. It is not ready yet.
     *
     * @param files the folder with {@code payara-micro.jar} and all that it is to load
     * @param grid that it is to be a member of
     * @param environment all of its environment variables
     */
    static PayaraMicro start(
            Path files, DataDirectory data, int port, Optional<DataGrid> grid, Map<String, String> environment) {
        PidFile pidFile = pidFile(data);
        Path scratch = scratch(data);
        try {
            DataDirectory.delete(scratch);
            Files.createDirectories(scratch);
            ProcessBuilder builder = new ProcessBuilder(command(files, data, scratch, port, grid, environment))
                    .directory(scratch.toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            pidFile.write(process.pid());
            return new PayaraMicro(process, pidFile, scratch, data.log("server.log"), port);
        } catch (IOException e) {
            throw new StartFailedException("The server cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the application says that it is ready.
     *
     * @throws StartFailedException with the reason, if it is refused or the process ends
     */
    void awaitReady() {
        long begin = System.nanoTime();
        long startedAt = begin;
        while (!isReady()) {
            if (!process.isAlive()) {
                throw failed("The server ended with exit code " + process.exitValue());
            }
            if (!log.started()) {
                startedAt = System.nanoTime();
            }
            if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
                throw failed("The server has not started within %d minutes".formatted(START_LIMIT.toMinutes()));
            }
            if (System.nanoTime() - startedAt > READY_LIMIT.toNanos()) {
                throw failed("The server has started, but it is not ready. It says: " + health);
            }
            pause();
        }
    }

    /** Completes with its exit code when the process ends. */
    CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The password of the user admin, if this start generated it. */
    Optional<String> adminPassword() {
        return log.adminPassword();
    }

    /** What it printed last. */
    List<String> lastLines() {
        if (!process.isAlive()) {
            log.awaitEnd();
        }
        return log.lastLines();
    }

    /** Asks the server to stop, waits for it, and ends it if it takes more than a minute. */
    @Override
    public void close() {
        PidFile.stop(process.toHandle(), STOP_LIMIT);
        log.awaitEnd();
        pidFile.delete();
        try {
            DataDirectory.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PidFile pidFile(DataDirectory data) {
        return new PidFile(data.run("server.pid"));
    }

    /** What only our process has in its command line. */
    private static String mark(DataDirectory data) {
        return scratch(data).toString();
    }

    /** What it needs only while it runs. */
    private static Path scratch(DataDirectory data) {
        return data.run("server");
    }

    private boolean isReady() {
        boolean started = log.started();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(REQUEST_LIMIT)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            health = response.body();
            boolean up = response.statusCode() == 200;
            // Of the application. Without it the server alone says that it is ready.
            boolean deployed = health.contains("\"database\"");
            if (started && log.setUpFailed()) {
                throw failed("The server could not be set up");
            }
            if (started && up && !deployed) {
                throw failed("The server refused the application");
            }
            // Only then has everything that it prints at its start been read.
            return up && deployed && started;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted", e);
        }
    }

    private StartFailedException failed(String what) {
        if (!process.isAlive()) {
            log.awaitEnd();
        }
        List<String> reasons = log.reasons();
        List<String> details = reasons.isEmpty() ? log.lastLines() : reasons;
        return new StartFailedException(
                what + ":\n  " + String.join("\n  ", details) + "\nAll of its log is in " + logFile);
    }

    private void pause() {
        try {
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted", e);
        }
    }

    private static List<String> command(
            Path files,
            DataDirectory data,
            Path scratch,
            int port,
            Optional<DataGrid> grid,
            Map<String, String> environment) {
        boolean json = "json".equals(environment.get("OBSERVATORY_LOG_FORMAT"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:MaxRAMPercentage=40",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:HeapDumpPath=" + data.log("server.hprof"),
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                // Where it unpacks itself.
                "-Djava.io.tmpdir=" + scratch,
                "-Dobservatory.server=" + files));
        grid.map(DataGrid::jvmOptions).ifPresent(command::addAll);
        Launcher.words(environment.get("OBSERVATORY_JAVA_OPTS")).forEach(command::add);
        command.addAll(List.of(
                "-jar",
                files.resolve("payara-micro.jar").toString(),
                "--deploy",
                files.resolve("observatory.war").toString(),
                "--contextroot",
                "/",
                "--port",
                Integer.toString(port),
                "--addlibs",
                files.resolve("postgresql.jar").toString(),
                "--prebootcommandfile",
                files.resolve("pre-boot.asadmin").toString(),
                "--postbootcommandfile",
                files.resolve("post-boot.asadmin").toString(),
                "--logproperties",
                files.resolve(json ? "logging-json.properties" : "logging.properties")
                        .toString(),
                "--disablephonehome"));
        // One server needs none, and starts faster without.
        command.addAll(grid.map(DataGrid::serverOptions).orElse(List.of("--nohazelcast")));
        return command;
    }
}
