package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help;

/** The command against a server that takes lines with the word {@code good}, two in a batch. */
class ImportCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, List<String>> batches = new LinkedHashMap<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;
    private int failures;
    private int questionsBeforeComplete = 1;
    private int questions;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/admin/imports", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theReportTellsWhatBecameOfTheLines() throws IOException {
        Path one =
                Files.writeString(directory.resolve("one.jsonl"), "{\"good\":1}\nbad\n\nbad\n{\"good\":2}\nbad\nbad");
        Path two = Files.writeString(directory.resolve("two ü.json"), "[{\"good\":1},{\"good\":3}]");

        assertThat(run(one.toString(), two.toString())).isZero();

        assertThat(batches.values())
                .containsExactly(
                        List.of("{\"good\":1}", "bad"),
                        List.of("bad", "{\"good\":2}"),
                        List.of("bad", "bad"),
                        List.of("{\"good\":1}", "{\"good\":3}"));
        assertThat(sources).containsExactly("source=one.jsonl", "source=two+%C3%BC.json");
        assertThat(authorizations).containsOnly("Basic YWRtaW46c2VjcmV0");
        assertThat(out.toString().lines().limit(13))
                .containsExactly(
                        "Import      lines",
                        "read            8",
                        "stored          4",
                        "duplicates      0",
                        "ephemeral       0",
                        "withdrawn       0",
                        "expired         0",
                        "protected       0",
                        "rejected        4",
                        "",
                        "Rejected for    lines  such as",
                        "malformed-json      4  one.jsonl:2  one.jsonl:4  one.jsonl:6",
                        "");
        assertThat(out.toString()).containsPattern("\n8 lines in \\d+\\.\\d s, [\\d,]+ a second\n$");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theReportForProgramsIsJson() throws IOException {
        Path file = Files.writeString(directory.resolve("events.jsonl"), "{\"good\":1}\nbad\n");

        assertThat(run("--json", "--source", "the attic", file.toString())).isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("read").asInt()).isEqualTo(2);
        assertThat(report.path("stored").asInt()).isEqualTo(1);
        assertThat(report.path("unknown").asInt()).isZero();
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("rejected").path("malformed-json").toString())
                .isEqualTo("{\"lines\":1,\"examples\":[{\"file\":\"events.jsonl\",\"line\":2}]}");
        assertThat(sources).containsExactly("source=the+attic");
    }

    @Test
    void aServerInTroubleIsAskedAgainForTheSameBatch() throws IOException {
        Path file = Files.writeString(directory.resolve("events.jsonl"), "{\"good\":1}\n{\"good\":2}\n{\"good\":3}");
        failures = 2;
        questionsBeforeComplete = 3;

        assertThat(run(file.toString())).isZero();

        assertThat(batches.values()).containsExactly(List.of("{\"good\":1}", "{\"good\":2}"), List.of("{\"good\":3}"));
        assertThat(err.toString()).contains("answers 503", "answers 404: the answer is not JSON", "Trying again");
        assertThat(out.toString()).contains("stored          3");
    }

    @Test
    void aFileThatBreaksOffIsImportedAsFarAsItGoesAndExitCode1() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "[{\"good\":1},{\"good\":2},{\"go");
        Path whole = Files.writeString(directory.resolve("whole.jsonl"), "{\"good\":4}");

        assertThat(run(broken.toString(), whole.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("stored          3", "malformed-json      1  broken.json:3");
        assertThat(err.toString())
                .contains(broken + " cannot be read to its end: it ends within its array", "can be repeated");
    }

    @Test
    void whoIsNotLetInLearnsItBeforeAnythingIsSent() throws IOException {
        Path file = Files.writeString(directory.resolve("events.jsonl"), "{\"good\":1}");

        assertThat(execute("import", "--password=wrong", "--url", url(), file.toString()))
                .isEqualTo(1);

        assertThat(err.toString()).isEqualTo(url() + "/api/v1/admin/imports answers 401: Who are you?\n");
        assertThat(batches).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() throws IOException {
        Path file = Files.writeString(directory.resolve("events.jsonl"), "{\"good\":1}");

        assertThat(run(file.toString(), directory.resolve("missing").toString()))
                .isEqualTo(2);
        assertThat(run(directory.toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(batches).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("import", "--password=secret", "--url", url()));
        all.addAll(List.of(arguments));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return Observatory.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .execute(arguments);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().replaceFirst("/api/v1/admin/imports/?", "");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!"Basic YWRtaW46c2VjcmV0".equals(authorization)) {
            answer(exchange, 401, "{\"detail\":\"Who are you?\"}");
            return;
        }
        authorizations.add(authorization);
        if (id.isEmpty()) {
            answer(exchange, 200, "{\"batchLines\":2,\"batchBytes\":2000,\"lineBytes\":1000}");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            // The first time the answer is lost on its way.
            batches.put(id, body.lines().toList());
            sources.add(exchange.getRequestURI().getRawQuery());
            failures--;
            answer(exchange, failures == 1 ? 503 : failures == 0 ? 404 : 202, failures == 0 ? "<html>" : "");
        } else if (++questions % questionsBeforeComplete != 0) {
            answer(exchange, 200, "{\"complete\":false,\"outcomes\":[]}");
        } else {
            String outcomes = batches.get(id).stream()
                    .map(line ->
                            line.contains("good") && line.endsWith("}") ? "\"stored\"" : "\"rejected:malformed-json\"")
                    .collect(Collectors.joining(","));
            answer(exchange, 200, "{\"complete\":true,\"outcomes\":[" + outcomes + "]}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
