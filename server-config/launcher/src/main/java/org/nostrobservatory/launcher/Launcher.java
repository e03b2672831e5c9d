package org.nostrobservatory.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Starts the database, the broker and the server, and stops them in the opposite order. Parts that the environment
 * names as external ones are not started.
 */
public final class Launcher implements AutoCloseable {

    /**
     * What to start.
     *
     * @param serverFiles the distribution's folder {@code server}
     * @param data where data is kept
     * @param port of HTTP
     * @param environment the variables that the server gets, {@code OBSERVATORY_…} and others
     */
    public record Plan(Path serverFiles, DataDirectory data, int port, Map<String, String> environment) {

        public Plan {
            environment = Map.copyOf(environment);
        }
    }

    /** A running part and its name in messages. */
    private record Part(String name, AutoCloseable running) {}

    private final Plan plan;
    private final Progress progress;
    private final Map<String, String> environment;
    private final Deque<Part> parts = new ArrayDeque<>();
    private volatile boolean closing;
    private volatile PayaraMicro server;
    private volatile String gridAddress;

    public Launcher(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.environment = new TreeMap<>(plan.environment());
    }

    /**
     * Starts all parts. Returns when the application is ready. Whatever happens, {@link #close()} afterwards.
     *
     * @throws StartFailedException with a reason for the operator
     */
    public void start() {
        requireServerFiles();
        DataDirectory data = plan.data();
        if (PayaraMicro.hasLeftover(data)) {
            step("Stopping the server of the previous run", () -> PayaraMicro.stopLeftover(data));
        }
        LocalPort.requireFree(plan.port());
        Optional<DataGrid> grid = DataGrid.of(environment);
        if (grid.isPresent()) {
            requireShared("OBSERVATORY_DATABASE_URL");
            requireShared("OBSERVATORY_BROKER_URL");
            LocalPort.requireFree(grid.get().port());
            gridAddress = grid.get().address();
        }
        if (isSet("OBSERVATORY_DATABASE_URL")) {
            requireSet("OBSERVATORY_DATABASE_USER");
            // The pool insists on a password, also where the database does not.
            environment.putIfAbsent("OBSERVATORY_DATABASE_PASSWORD", "none");
        } else {
            use(start("PostgreSQL", () -> EmbeddedDatabase.start(data)));
        }
        if (isSet("OBSERVATORY_BROKER_URL")) {
            use(BrokerAddress.parse(environment.get("OBSERVATORY_BROKER_URL")));
        } else {
            use(start("the message broker", () -> EmbeddedBroker.start(data)));
        }
        requireNoExpressions();
        requireNotClosing();
        step("Starting the server", () -> {
            server = add("the server", () -> startServer(grid));
            server.awaitReady();
        });
    }

    /** The JDBC URL of the database that is used. */
    public String databaseUrl() {
        return environment.get("OBSERVATORY_DATABASE_URL");
    }

    /** Where other servers reach this one, {@code host:port}, for their {@code OBSERVATORY_JOIN}; empty if there is one. */
    public Optional<String> gridAddress() {
        return Optional.ofNullable(gridAddress);
    }

    /** The password of the user admin, if this start generated it. */
    public Optional<String> adminPassword() {
        return server.adminPassword();
    }

    /** Completes with the exit code when the server's process ends, for whatever reason. */
    public CompletableFuture<Integer> serverExit() {
        return server.exit();
    }

    /** What the server printed last, the newest last. */
    public List<String> lastLogLines() {
        return server.lastLines();
    }

    /** Stops what was started, the last part first. A second call waits for the first and does nothing. */
    @Override
    public void close() {
        closing = true;
        synchronized (parts) {
            RuntimeException problem = null;
            while (!parts.isEmpty()) {
                Part part = parts.pop();
                try {
                    stop(part);
                } catch (RuntimeException e) {
                    // The others have to be stopped all the same.
                    if (problem == null) {
                        problem = e;
                    } else {
                        problem.addSuppressed(e);
                    }
                }
            }
            if (problem != null) {
                throw problem;
            }
        }
    }

    private <T extends AutoCloseable> T start(String name, Supplier<T> starter) {
        requireNotClosing();
        AtomicReference<T> part = new AtomicReference<>();
        step("Starting " + name, () -> part.set(add(name, starter)));
        return part.get();
    }

    private <T extends AutoCloseable> T add(String name, Supplier<T> starter) {
        synchronized (parts) {
            requireNotClosing();
            T part = starter.get();
            parts.push(new Part(name, part));
            return part;
        }
    }

    private PayaraMicro startServer(Optional<DataGrid> grid) {
        return PayaraMicro.start(
                plan.serverFiles().toAbsolutePath().normalize(), plan.data(), plan.port(), grid, environment);
    }

    private void stop(Part part) {
        step("Stopping " + part.name(), () -> {
            try {
                part.running().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("Cannot stop " + part.name(), e);
            }
        });
    }

    private void step(String name, Runnable work) {
        progress.begin(name);
        long begin = System.nanoTime();
        work.run();
        progress.end(name, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void use(EmbeddedDatabase database) {
        environment.put("OBSERVATORY_DATABASE_URL", database.url());
        environment.put("OBSERVATORY_DATABASE_USER", database.user());
        environment.put("OBSERVATORY_DATABASE_PASSWORD", database.password());
    }

    private void use(EmbeddedBroker broker) {
        use(new BrokerAddress(broker.host(), broker.port()));
        environment.put("OBSERVATORY_BROKER_USER", broker.user());
        environment.put("OBSERVATORY_BROKER_PASSWORD", broker.password());
    }

    private void use(BrokerAddress address) {
        environment.put("OBSERVATORY_BROKER_HOST", address.host());
        environment.put("OBSERVATORY_BROKER_PORT", Integer.toString(address.port()));
        // The connection pool insists on both; a broker without security does not look at them.
        environment.putIfAbsent("OBSERVATORY_BROKER_USER", "observatory");
        environment.putIfAbsent("OBSERVATORY_BROKER_PASSWORD", "observatory");
    }

    private void requireNotClosing() {
        if (closing) {
            throw new StartFailedException("Stopped while it was starting");
        }
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private void requireSet(String variable) {
        if (!isSet(variable)) {
            throw new StartFailedException(variable + " is missing, although OBSERVATORY_DATABASE_URL is set.");
        }
    }

    private void requireShared(String variable) {
        if (!isSet(variable)) {
            throw new StartFailedException(
                    variable + " is missing: several servers need one database and one broker that all of them reach.");
        }
    }

    private void requireServerFiles() {
        if (!Files.exists(plan.serverFiles().resolve("payara-micro.jar"))) {
            throw new StartFailedException("There is no payara-micro.jar in %s. Start with the script ./observatory."
                    .formatted(plan.serverFiles()));
        }
    }

    /** Every other character may stand in a value. */
    private void requireNoExpressions() {
        for (String part : List.of("DATABASE", "BROKER")) {
            for (String variable : List.of("URL", "USER", "PASSWORD")) {
                String name = "OBSERVATORY_" + part + "_" + variable;
                if (environment.getOrDefault(name, "").contains("${")) {
                    throw new StartFailedException(
                            name + " contains \"${\", which the server would take for the name of a variable.");
                }
            }
        }
    }

    /** The words of a text that may be null. */
    static Stream<String> words(String text) {
        return text == null || text.isBlank()
                ? Stream.empty()
                : Stream.of(text.strip().split("\\s+"));
    }
}
