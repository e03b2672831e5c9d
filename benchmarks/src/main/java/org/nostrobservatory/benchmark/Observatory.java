package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@code observatory up}: the process with the broker, and as its children PostgreSQL and the server. */
final class Observatory implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);

    private final Process launcher;
    private final long server;
    private final long postmaster;
    private final int port;
    private final Connection database;

    private Observatory(Process launcher, long server, long postmaster, int port, Connection database) {
        this.launcher = launcher;
        this.server = server;
        this.postmaster = postmaster;
        this.port = port;
        this.database = database;
    }

    /** Starts everything, to collect from these relays; what the environment sets besides goes to the server. */
    static Observatory start(Path data, String relays) throws IOException, InterruptedException, SQLException {
        Path home = Path.of(System.getProperty("observatory.home"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(data);
        Path log = data.resolve("up.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dobservatory.home=" + home,
                        "-cp",
                        home.resolve("lib") + "/*",
                        "org.nostrobservatory.cli.Observatory",
                        "up",
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("OBSERVATORY_RELAYS", relays);
        builder.environment().put("OBSERVATORY_ALLOW_PRIVATE_RELAYS", "true");
        builder.environment().put("OBSERVATORY_LOOKBACK", "all");
        Process launcher = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains("is running")) {
            if (!launcher.isAlive() || System.nanoTime() > deadline) {
                launcher.destroy();
                throw new IllegalStateException("The observatory has not started:\n" + Files.readString(log));
            }
            launcher.waitFor(200, TimeUnit.MILLISECONDS);
        }
        List<String> postmaster = Files.readAllLines(data.resolve("database/postmaster.pid"));
        String url = "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/observatory";
        String password = Files.readString(data.resolve("database-password")).strip();
        return new Observatory(
                launcher,
                Long.parseLong(Files.readString(data.resolve("run/server.pid")).strip()),
                Long.parseLong(postmaster.get(0).strip()),
                port,
                DriverManager.getConnection(url, "observatory", password));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long serverPid() {
        return server;
    }

    /** CPU time so far, by process, in milliseconds. */
    Map<String, Long> cpuMillis() throws IOException {
        Map<String, Long> cpu = new LinkedHashMap<>();
        cpu.put("server", ProcessCpu.millis(server));
        cpu.put("PostgreSQL", ProcessCpu.millis(postmaster));
        // The launcher has buried no child that did any work.
        cpu.put("broker", ProcessCpu.millis(launcher.pid()) - cpu.get("server"));
        return cpu;
    }

    /** How many copies of events have been judged, and that is committed. */
    long committed() throws SQLException {
        return number("select coalesce(sum(events), 0) from relay_outcome where outcome <> 'future'");
    }

    long number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** All rows, as text. */
    List<List<String>> rows(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    /** Bytes of the server's heap that are used after a full collection. */
    long heapAfterCollection() throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
        // "garbage-first heap   total 524288K, used 123456K [...]"; a serial heap has one line a generation.
        return jcmd("GC.heap_info")
                        .lines()
                        .filter(line ->
                                line.contains("used") && !line.contains("Metaspace") && !line.contains("class space"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
                        .sum()
                << 10;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    /** Stops everything. */
    @Override
    public void close() throws SQLException {
        database.close();
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
