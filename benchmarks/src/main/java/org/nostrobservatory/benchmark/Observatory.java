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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A running {@code observatory up}: the process with the broker, and as its children PostgreSQL and the server. */
final class Observatory implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(5);
    private static final Duration RECOVERY_PAUSE = Duration.ofMillis(500);

    /** Beginnings of SQLSTATEs: connection lost; server is going down, or coming up. */
    private static final List<String> LOST = List.of("08", "57P");

    private final Process launcher;
    private final long server;
    private final long postmaster;
    private final int port;
    private final String databaseUrl;
    private final String password;
    private Connection connection;

    private Observatory(Process launcher, long server, long postmaster, int port, String databaseUrl, String password) {
        this.launcher = launcher;
        this.server = server;
        this.postmaster = postmaster;
        this.port = port;
        this.databaseUrl = databaseUrl;
        this.password = password;
    }

    /** Starts everything, to collect from these relays; what the environment sets besides goes to the server. */
    static Observatory start(Path data, String relays) throws IOException, InterruptedException, SQLException {
        return start(data, relays, Map.of());
    }

    /** @param settings further variables for the server */
    static Observatory start(Path data, String relays, Map<String, String> settings)
            throws IOException, InterruptedException, SQLException {
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
        builder.environment().put("OBSERVATORY_ZAP_PROVIDER_CHECK", "false");
        builder.environment().put("OBSERVATORY_LOOKBACK", "all");
        builder.environment().putAll(settings);
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
                url,
                password);
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

    /** Whether the timers have counted all that is stored: nothing is left in the tables that they work off. */
    boolean isCounted() throws SQLException {
        List<List<String>> tables = rows("select quote_ident(relname) from pg_class where relkind = 'r'"
                + " and relnamespace = 'public'::regnamespace and relname like '%\\_change'"
                // Months are counted by a job at night.
                + " and relname <> 'dvm_month_change'");
        return tables.isEmpty()
                || number(tables.stream()
                                .map(row -> "exists (select from " + row.get(0) + ")")
                                .collect(Collectors.joining(" or ", "select (", ")::int")))
                        == 0;
    }

    /** Throws away all events and what was derived from them; what the relays did stays. */
    void emptyArchive() throws SQLException {
        // Each table's comment ends with the component that writes it.
        String tables = rows("""
                        select string_agg(quote_ident(relname), ', ') from pg_class
                        where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
                              and (obj_description(oid) ~ 'Written by component [a-z]+\\.$'
                                   and obj_description(oid) !~ ('component (ingest|relay|coordination|collector|batch|account'
                                                                || '|retention)\\.$')
                                   or relname in ('event', 'event_relay', 'current_event', 'gift_wrap'))""").get(0).get(0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate " + tables);
        }
    }

    long number(String query) throws SQLException {
        return Long.parseLong(rows(query).get(0).get(0));
    }

    /** All rows, as text. Waits for a database that recovers. */
    List<List<String>> rows(String query) throws SQLException {
        long deadline = System.nanoTime() + RECOVERY_LIMIT.toNanos();
        while (true) {
            try {
                return rowsAtOnce(query);
            } catch (SQLException e) {
                boolean lost = e.getSQLState() == null
                        || LOST.stream().anyMatch(sqlState -> e.getSQLState().startsWith(sqlState));
                if (!lost || System.nanoTime() > deadline) {
                    throw e;
                }
                disconnect();
                LockSupport.parkNanos(RECOVERY_PAUSE.toNanos());
            }
        }
    }

    private List<List<String>> rowsAtOnce(String query) throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(databaseUrl, "observatory", password);
        }
        try (Statement statement = connection.createStatement();
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

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was lost already.
        }
        connection = null;
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

    void killServer() {
        kill(server);
    }

    void killPostmaster() {
        kill(postmaster);
    }

    /** The broker is in it. */
    void killLauncher() {
        launcher.destroyForcibly();
    }

    /** Kills one process that serves the server, whereupon PostgreSQL ends all of them, and recovers. */
    void killBackend() throws SQLException {
        long backend = number(
                "select coalesce(min(pid), 0) from pg_stat_activity"
                        + " where backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid()");
        if (backend != 0) {
            kill(backend);
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Stops what is still running of it. */
    @Override
    public void close() {
        disconnect();
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
