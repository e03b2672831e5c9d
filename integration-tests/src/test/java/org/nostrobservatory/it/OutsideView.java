package org.nostrobservatory.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.Nip19;

/** The running server as scripts, monitors and browsers see it. */
public final class OutsideView {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    public OutsideView(int port) {
        base = "http://127.0.0.1:" + port;
    }

    public void hostileRelayIsCounted() throws Exception {
        int bad = HostileFrames.bad().values().stream().mapToInt(List::size).sum();
        JsonNode counters = await().atMost(PATIENCE)
                .until(
                        () -> relay().path("counters"),
                        seen -> sum(seen.path("rejected")) >= bad
                                && seen.path("future").asLong() > 0);

        // The tests inside the server send in this relay's name too.
        assertThat(counters.path("stored").asLong()).isGreaterThan(HostileFrames.GOOD_EVENTS);
        assertThat(counters.path("future").asLong()).isEqualTo(1);
        for (Map.Entry<String, List<String>> reason : HostileFrames.bad().entrySet()) {
            assertThat(counters.path("rejected").path(reason.getKey()).asLong())
                    .as(reason.getKey())
                    .isEqualTo(reason.getValue().size());
        }
        for (Event event : HostileFrames.good()) {
            assertThat(get("/api/v1/events/" + event.id()).statusCode()).isEqualTo(200);
        }
        assertThat(relay().path("state").asText()).isEqualTo("live");
    }

    public void contractHolds() throws Exception {
        Event event = HostileFrames.good().get(0);
        await().atMost(PATIENCE).until(() -> get("/api/v1/events/" + event.id()).statusCode() == 200);

        String body = get("/api/v1/events/" + Nip19.note(event.id())).body();
        Event served = EventJson.parse(body, 100);
        assertThat(served).isEqualTo(event);
        EventVerifier.verify(served);
        assertThat(json.readTree(body).path("relays").get(0).path("seenAt").asText())
                .endsWith("Z");

        JsonNode overview = read("/api/v1/network/overview");
        assertThat(overview.path("events").path("total").asLong()).isPositive();
        assertThat(overview.path("relays").path("online").asLong()).isEqualTo(1);
        for (String field : List.of("users", "events", "zaps", "relays")) {
            assertThat(overview.path(field).isObject()).as(field).isTrue();
        }
        assertThat(read("/api/v1/network/timeline?hours=24&interval=60")).hasSize(24);

        for (String wrong : List.of(
                "/api/v1/network/timeline?hours=0", "/api/v1/network/timeline?hours=many", "/api/v1/events/xyz")) {
            HttpResponse<String> problem = get(wrong);
            assertThat(problem.statusCode()).as(wrong).isEqualTo(400);
            assertThat(problem.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(json.readTree(problem.body()).path("detail").asText())
                    .as(wrong)
                    .isNotEmpty();
        }
        assertThat(get("/api/v1/events/" + "0".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/nothing").statusCode()).isEqualTo(404);

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("database", "queue");
        assertThat(get("/metrics").body()).contains("nostr_");
        assertThat(get("/openapi").body()).contains("/api/v1/network/overview");
        assertThat(read("/api/v1/version").path("version").asText()).isNotEmpty();
    }

    public void administrationNeedsThePassword() throws Exception {
        assertThat(post("/api/v1/admin/jobs/retention-cleanup", null).statusCode())
                .isEqualTo(401);
        assertThat(post("/api/v1/admin/jobs/retention-cleanup", "admin:wrong").statusCode())
                .isEqualTo(401);
        assertThat(post("/api/v1/admin/jobs/no-such-job", credentials()).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/admin/jobs").statusCode()).isEqualTo(401);

        // Another test may be running it just now.
        HttpResponse<String> started = await().atMost(PATIENCE)
                .until(
                        () -> post("/api/v1/admin/jobs/retention-cleanup", credentials()),
                        answer -> answer.statusCode() != 409);
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(json.readTree(started.body()).path("executionId").asLong()).isPositive();
    }

    public void pagesAreServed() throws Exception {
        for (String page : List.of("/", "/relays.xhtml")) {
            HttpResponse<String> answer = get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).contains("Nostr Observatory");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(page)
                    .contains("default-src", "frame-ancestors 'none'");
        }
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    private static String credentials() {
        return "admin:" + System.getProperty("observatory.admin.password");
    }

    private JsonNode relay() throws IOException, InterruptedException {
        return read("/api/v1/relays").path("items").path(0);
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    private HttpResponse<String> post(String path, String credentials) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.noBody());
        if (credentials != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
