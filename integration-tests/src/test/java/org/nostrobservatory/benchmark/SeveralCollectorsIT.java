package org.nostrobservatory.benchmark;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nostrobservatory.launcher.DataDirectory;
import org.nostrobservatory.launcher.EmbeddedBroker;
import org.nostrobservatory.launcher.EmbeddedDatabase;
import org.nostrobservatory.launcher.Launcher;
import org.nostrobservatory.launcher.Progress;
import org.nostrobservatory.sample.SampleRelay;

/**
 * Three servers on this machine, with one PostgreSQL and one broker that belong to none of them, share six relays. One is killed
 * (SIGKILL) while they replay a file: its relays move within 30 seconds, and in the end every event is there once.
 */
class SeveralCollectorsIT {

    private static final int RELAYS = 6;
    private static final int EVENTS = 40_000;
    private static final long SEED = 2026;
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "integration-test";

    @TempDir
    private Path work;

    private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
    private final EmbeddedBroker broker = EmbeddedBroker.temporary();
    private final List<Server> servers = new ArrayList<>();
    private final List<SampleRelay> relays = new ArrayList<>();

    /** A server and its name in the table of collectors. */
    private record Server(Launcher launcher, Path data, int port) {

        String name() {
            return launcher.gridAddress().orElseThrow();
        }

        void kill() throws IOException {
            long pid = Long.parseLong(
                    Files.readString(data.resolve("run/server.pid")).strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
    }

    @Test
    void aCollectorIsKilledAndNothingIsLostOrDoubled() throws Exception {
        Path corpus = Corpus.make(work.resolve("corpus"), Corpus.Plan.of(SEED, EVENTS), Optional.empty());
        ExpectedArchive expected = ExpectedArchive.of(corpus);
        try (SampleRelay idle = SampleRelay.named("Idle").start();
                Connection connection = database.dataSource().getConnection()) {
            Server first = start("OBSERVATORY_GRID", "127.0.0.1:" + freePort(), "OBSERVATORY_RELAYS", idle.url());
            CompletableFuture<Server> other = startLater(first);
            Server third = startLater(first).get(5, MINUTES);
            Server second = other.get(5, MINUTES);
            requireTheGridIsReachedFromThisMachineOnly();

            replay(corpus, connection);
            await().atMost(2, MINUTES)
                    .untilAsserted(() -> assertThat(holders(connection, RELAYS + 1))
                            .as("each has its share")
                            .hasSize(3)
                            .allSatisfy(
                                    (server, held) -> assertThat(held.size()).isBetween(2, 3)));

            // One that is in the middle of what the relays have stored.
            await().atMost(5, MINUTES)
                    .untilAsserted(() -> assertThat(number(connection, "select count(*) from event"))
                            .isGreaterThan(expected.size() / 10));
            Set<String> orphans = holders(connection, RELAYS + 1).get(second.name());
            second.kill();
            long killedAt = System.nanoTime();
            assertThat(relays.stream()
                            .filter(relay -> orphans.contains(relay.url()))
                            .filter(relay -> relay.linesServed() < relay.lineCount()))
                    .as("it had not got everything")
                    .isNotEmpty();
            await().atMost(MOVE_LIMIT).untilAsserted(() -> {
                assertThat(holders(connection, RELAYS + 1).keySet())
                        .containsExactlyInAnyOrder(first.name(), third.name());
                assertThat(connected(connection)).containsAll(orphans);
            });
            Console.say("The relays of the killed server were connected to again after %.1f s"
                    .formatted((System.nanoTime() - killedAt) / 1e9));

            await().atMost(5, MINUTES).until(() -> number(connection, "select count(*) from event") >= expected.size());
            await().atMost(1, MINUTES)
                    .untilAsserted(() -> assertThat(expected.problems(query -> rows(connection, query)))
                            .isEmpty());

            aJobOfOneServerIsSeenByTheOther(first, third);
            third.launcher().close();
            await().atMost(MOVE_LIMIT)
                    .untilAsserted(() -> assertThat(holders(connection, RELAYS + 1))
                            .as("who stops gives back what it has")
                            .containsOnlyKeys(first.name()));
        } finally {
            close();
        }
    }

    private void close() {
        servers.forEach(server -> server.launcher().close());
        relays.forEach(SampleRelay::close);
        broker.close();
        database.close();
    }

    private CompletableFuture<Server> startLater(Server first) {
        return CompletableFuture.supplyAsync(
                () -> start("OBSERVATORY_JOIN", first.name(), "OBSERVATORY_GRID", "127.0.0.1:" + freePort()));
    }

    private Server start(String... settings) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("OBSERVATORY_DATABASE_URL", database.url());
        environment.put("OBSERVATORY_DATABASE_USER", database.user());
        environment.put("OBSERVATORY_DATABASE_PASSWORD", database.password());
        environment.put("OBSERVATORY_BROKER_URL", "tcp://%s:%d".formatted(broker.host(), broker.port()));
        environment.put("OBSERVATORY_BROKER_USER", broker.user());
        environment.put("OBSERVATORY_BROKER_PASSWORD", broker.password());
        environment.put("OBSERVATORY_ALLOW_PRIVATE_RELAYS", "true");
        environment.put("OBSERVATORY_ZAP_PROVIDER_CHECK", "false");
        environment.put("OBSERVATORY_LOOKBACK", "all");
        environment.put("OBSERVATORY_ADMIN_PASSWORD", PASSWORD);
        environment.put("OBSERVATORY_JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        try {
            Path data = Files.createTempDirectory(work, "server");
            int port = freePort();
            Launcher launcher = new Launcher(
                    new Launcher.Plan(
                            Path.of(System.getProperty("observatory.server")),
                            DataDirectory.open(data),
                            port,
                            environment),
                    Progress.SILENT);
            Server server = new Server(launcher, data, port);
            synchronized (servers) {
                servers.add(server);
            }
            launcher.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of those that no system gives to outgoing connections, so that it stays free until the server is there. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Another one, then.
            }
        }
    }

    /** Each event lies at two relays. */
    private void replay(Path corpus, Connection connection) throws IOException, SQLException {
        List<Path> files = new ArrayList<>();
        List<BufferedWriter> writers = new ArrayList<>();
        for (int i = 0; i < RELAYS; i++) {
            files.add(work.resolve("relay" + i + ".jsonl"));
            writers.add(Files.newBufferedWriter(files.get(i)));
        }
        List<String> lines = Files.readAllLines(corpus);
        for (int i = 0; i < lines.size(); i++) {
            writers.get(i % RELAYS).append(lines.get(i)).append('\n');
            writers.get((i + 1) % RELAYS).append(lines.get(i)).append('\n');
        }
        for (int i = 0; i < RELAYS; i++) {
            writers.get(i).close();
            relays.add(SampleRelay.named("Replay " + i).replay(files.get(i)).start());
        }
        try (Statement statement = connection.createStatement()) {
            for (SampleRelay relay : relays) {
                statement.execute("insert into relay (url, network, role) values ('%s', 'local', 'added')"
                        .formatted(relay.url()));
            }
        }
    }

    /** The URLs of the relays that each server holds. Fails while one is held by nobody, or is to be given back. */
    private static Map<String, Set<String>> holders(Connection connection, int relays) throws SQLException {
        List<List<String>> rows = rows(connection, """
                select name, url from relay_lease join collector on collector.id = collector_id join relay on relay.id = relay_id
                where not revoked""");
        assertThat(rows).hasSize(relays);
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0),
                        Collectors.mapping(row -> row.get(1), Collectors.toCollection(TreeSet::new))));
    }

    /** The URLs of relays that the holder of the lease is connected to. */
    private static List<String> connected(Connection connection) throws SQLException {
        return rows(connection, """
                        select url from relay join relay_connection on relay_connection.relay_id = relay.id
                                              join relay_lease on relay_lease.relay_id = relay.id
                        where state in ('syncing', 'live') and since > granted_at""").stream().map(row -> row.get(0)).toList();
    }

    private void requireTheGridIsReachedFromThisMachineOnly() throws IOException {
        for (Server server : servers) {
            int port = Integer.parseInt(server.name().replaceAll(".*:", ""));
            new Socket("127.0.0.1", port).close();
            for (InetAddress address : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList()) {
                assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(ConnectException.class);
            }
        }
    }

    private static void aJobOfOneServerIsSeenByTheOther(Server first, Server third)
            throws IOException, InterruptedException {
        long id = ask(first, "POST", "/api/v1/admin/jobs/rebuild")
                .path("executionId")
                .asLong();
        await().atMost(2, MINUTES).until(() -> {
            String status = ask(third, "GET", "/api/v1/admin/jobs").findParents("job").stream()
                    .filter(execution -> execution.path("id").asLong() == id)
                    .findFirst()
                    .orElseThrow()
                    .path("status")
                    .asText();
            assertThat(status).isIn("STARTING", "STARTED", "COMPLETED");
            return status.equals("COMPLETED");
        });
    }

    private static JsonNode ask(Server server, String method, String path) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Basic " + credentials)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return new ObjectMapper().readTree(response.body());
    }

    private static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(rows(connection, query).get(0).get(0));
    }

    private static List<List<String>> rows(Connection connection, String query) throws SQLException {
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
}
