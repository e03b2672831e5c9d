package org.nostrobservatory.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.sample.SampleRelay;

/** The administration of the running server as an administrator sees it, and as somebody does who would like to be one. */
public final class AdminView {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String API = "/api/v1/admin/";
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]+)\"");

    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    /** Follows no redirects. */
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private final HttpClient program = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    public AdminView(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** What is decided about a relay takes effect at once, is refused where it makes no sense, and is written down. */
    public void relaysAreDecidedAboutAtRunTime() throws Exception {
        SecretKey author = SecretKey.of("heard by an added relay.........".getBytes(StandardCharsets.UTF_8));
        long now = Instant.now().getEpochSecond();
        try (SampleRelay relay = SampleRelay.named("added").start()) {
            Event first = author.sign(now, 1, List.of(), "before it was added");
            relay.publish(first);
            String url = relay.url();
            assertThat(send("POST", "relays", "{\"url\":\"" + url + "\",\"activity\":\"high\"}", true)
                            .statusCode())
                    .isEqualTo(201);
            awaitEvent(first);
            awaitState(url, "live");
            Event second = author.sign(now, 1, List.of(), "while it is collected from");
            relay.publish(second);
            awaitEvent(second);

            assertThat(send("POST", "relays", "{\"url\":\"" + url + "\"}", true).statusCode())
                    .isEqualTo(409);
            assertThat(send("PATCH", relay(url), "{\"paused\":true,\"priority\":7}", true)
                            .statusCode())
                    .isEqualTo(200);
            awaitState(url, "stopped");
            JsonNode paused = document(url);
            assertThat(paused.path("paused").asBoolean()).isTrue();
            assertThat(paused.path("priority").asInt()).isEqualTo(7);
            assertThat(paused.path("activity").asText()).isEqualTo("high");
            Event third = author.sign(now + 1, 1, List.of(), "while it is paused");
            relay.publish(third);

            send("PATCH", relay(url), "{\"paused\":false}", true);
            awaitState(url, "live");
            Event fourth = author.sign(now + 2, 1, List.of(), "after the pause");
            relay.publish(fourth);
            awaitEvent(third);
            awaitEvent(fourth);

            assertThat(send("DELETE", relay(url), null, true).statusCode()).isEqualTo(204);
            awaitState(url, "stopped");
            assertThat(document(url).path("enabled").asBoolean()).isFalse();
            assertThat(send("DELETE", relay(url), null, true).statusCode()).isEqualTo(404);
            assertThat(send("PATCH", relay(url), "{\"paused\":true}", true).statusCode())
                    .isEqualTo(404);
            JsonNode log = json.readTree(send("GET", "audit-log", null, true).body());
            assertThat(log.path("items"))
                    .filteredOn(entry -> entry.path("subject").asText().startsWith(url))
                    .extracting(entry -> entry.path("account").asText() + " "
                            + entry.path("action").asText())
                    .containsExactly(
                            "admin relay removed",
                            "admin relay resumed",
                            "admin relay changed",
                            "admin relay paused",
                            "admin relay added");
        }
        String configured = relay(Backends.relay().url());
        assertThat(send("DELETE", configured, null, true).statusCode()).isEqualTo(409);
        for (String wrong : List.of(
                "{\"url\":\"https://relay.example\"}",
                "{\"url\":\"wss://relay.i2p\"}",
                "{\"url\":\"wss://relay.example\",\"activity\":\"some\"}",
                "{\"url\":\"wss://relay.example\",\"priority\":101}",
                "{\"url\":\"wss://relay.example\",\"color\":1}",
                "{\"url\":7}",
                "{}",
                "[",
                "")) {
            assertThat(send("POST", "relays", wrong, true).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    /** Without the password there is neither a page nor an answer, and nothing happens by a link or from another site. */
    public void administrationIsClosed() throws Exception {
        for (String path : List.of(
                "relays",
                "queues",
                "queues/dead-letters",
                "rejected",
                "rejected/events",
                "jobs",
                "collectors",
                "cache",
                "audit-log",
                "cleanup-log")) {
            assertThat(send("GET", path, null, false).statusCode()).as(path).isEqualTo(401);
            assertThat(send("GET", path, null, true).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of(
                "relays",
                "queues/dead-letters/requeue",
                "queues/dead-letters/ID:1/requeue",
                "jobs/retention-cleanup")) {
            assertThat(send("POST", path, "{}", false).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(send("DELETE", relay(Backends.relay().url()), null, false).statusCode())
                .isEqualTo(401);
        assertThat(send("DELETE", "queues/dead-letters/ID:1", null, true).statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "queues/dead-letters/x%27%20or%201=1/requeue", "", true)
                        .statusCode())
                .isEqualTo(404);
        for (String page :
                List.of("", "relays", "relays.xhtml", "relay", "collectors", "queues", "rejected", "jobs", "cache")) {
            HttpResponse<String> answer = open("/admin/" + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as(page)
                    .contains("/login");
        }
        for (String spelled :
                List.of("/admin;x=1/relays", "//admin/relays", "/./admin/relays", "/x/..;/admin/relays")) {
            HttpResponse<String> answer = open(spelled);
            assertThat(answer.statusCode()).as(spelled).isIn(301, 302, 400, 404);
            assertThat(answer.body()).as(spelled).doesNotContain("Sign out");
        }
    }

    /** Who signs in by the form can use the pages, and only them, until he signs out. */
    public void theLoginOpensThePages() throws Exception {
        HttpResponse<String> refused = open("/admin/relays");
        assertThat(refused.headers().firstValue("Location").orElse("")).endsWith("/login?next=%2Fadmin%2Frelays");
        String before = open("/login?next=%2Fadmin%2Frelays").body();
        HttpCookie anonymous = session();
        assertThat(signIn(before, "wrong").body()).contains("Name or password is wrong.");

        HttpResponse<String> signedIn = signIn(before, System.getProperty("observatory.admin.password"));

        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location").orElse("")).endsWith("/admin/relays");
        assertThat(session().getValue()).isNotEqualTo(anonymous.getValue());
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).contains("JSESSIONID", "HttpOnly").containsIgnoringCase("SameSite=Lax"));
        for (String page : List.of("", "relays", "collectors", "queues", "rejected", "jobs", "cache")) {
            HttpResponse<String> answer = open("/admin/" + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).contains("Sign out", "</html>");
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(page)
                    .contains("no-store");
        }
        assertThat(get(browser, API + "jobs").statusCode())
                .as("the session does not open the JSON interface")
                .isEqualTo(401);
        thePagesObeyWhatWasPostedFromThemOnly();

        HttpResponse<String> out =
                post("/admin/", open("/admin/").body(), Map.of("session", "session", button("Sign out"), "Sign out"));
        assertThat(out.statusCode()).isEqualTo(302);
        HttpResponse<String> late = signIn(before, "anything");
        assertThat(late.statusCode()).as("the form is older than the session").isEqualTo(303);
        assertThat(late.headers().firstValue("Location")).contains("/login");
        assertThat(open("/admin/relays").statusCode()).isEqualTo(302);
    }

    private void thePagesObeyWhatWasPostedFromThemOnly() throws Exception {
        // Of its own, and never there: what a relay is asked for depends on when it was connected.
        String url = "ws://127.0.0.1:9/";
        send("POST", "relays", "{\"url\":\"" + url + "\"}", true);
        String pause = "pause " + url;
        open("/admin/relays?act=" + encode(pause));
        post("/admin/relays", "", Map.of("live", "live", "act", pause));
        post(
                "/admin/relays",
                "name=\"jakarta.faces.ViewState\" value=\"stateless\"",
                Map.of("live", "live", "act", pause));
        String page = open("/admin/relays").body();
        HttpResponse<String> foreign =
                post("/admin/relays", page, Map.of("live", "live", "act", pause), "Origin", "https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(document(url).path("paused").asBoolean()).isFalse();

        assertThat(post("/admin/relays", page, Map.of("live", "live", "act", pause))
                        .body())
                .contains(url + " is paused.");
        assertThat(document(url).path("paused").asBoolean()).isTrue();
        assertThat(post("/admin/relays", open("/admin/relays").body(), Map.of("live", "live", "act", "resume " + url))
                        .body())
                .contains(url + " is collected from again.");
        assertThat(document(url).path("paused").asBoolean()).isFalse();
        assertThat(send("DELETE", relay(url), null, true).statusCode()).isEqualTo(204);
    }

    /** Who guesses has to wait; others do not. */
    public void guessingTakesLong() throws Exception {
        List<Integer> answers = new ArrayList<>();
        // On a busy machine a wait of two seconds is over before the next guess, one of 32 is not.
        while (answers.size() < 10 && !answers.contains(429)) {
            answers.add(statusFrom("127.0.0.9", "guess " + answers.size()));
        }
        assertThat(answers)
                .hasSizeGreaterThan(5)
                .startsWith(401, 401, 401, 401, 401)
                .endsWith(429);
        assertThat(statusFrom("127.0.0.8", "guess")).isEqualTo(401);
    }

    /** From another address of this machine, which takes a socket of one's own. */
    private int statusFrom(String address, String password) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getByName("127.0.0.1"), URI.create(base).getPort(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(20_000);
            String head =
                    "GET " + API + "jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Basic "
                            + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8))
                            + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.split(" ")[1]);
            assertThat(answer.contains("Retry-After")).isEqualTo(status == 429);
            return status;
        }
    }

    private void awaitState(String url, String state) {
        await(url + " " + state)
                .atMost(PATIENCE)
                .until(() -> document(url).path("state").asText().equals(state));
    }

    private void awaitEvent(Event event) {
        await().atMost(PATIENCE)
                .until(() -> get(program, "/api/v1/events/" + event.id()).statusCode() == 200);
    }

    private JsonNode document(String url) throws IOException, InterruptedException {
        return json.readTree(get(program, "/api/v1/relays/" + encode(url)).body());
    }

    private static String relay(String url) {
        return "relays/" + encode(url);
    }

    private HttpResponse<String> signIn(String page, String password) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("login", "login");
        fields.put("address:next", "/admin/relays");
        fields.put("login:name", "admin");
        fields.put("login:password", password);
        fields.put("login:submit", "Sign in");
        return post("/login", page, fields);
    }

    private String button(String label) throws IOException, InterruptedException {
        Matcher button = Pattern.compile("name=\"([^\"]+)\" value=\"" + label + "\"")
                .matcher(open("/admin/").body());
        assertThat(button.find()).as(label).isTrue();
        return button.group(1);
    }

    private HttpCookie session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return get(browser, path);
    }

    /**
     * Posts a form as a browser does.
     *
     * @param page the page with the form, whose state is sent along if it has one
     */
    private HttpResponse<String> post(String path, String page, Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        Matcher state = VIEW_STATE.matcher(page);
        if (state.find()) {
            all.put("jakarta.faces.ViewState", state.group(1));
        }
        Matcher nonce = NONCE.matcher(page);
        if (nonce.find()) {
            // PrimeFaces adds it to the forms of a page, and wants it back.
            all.put("primefaces.nonce", nonce.group(1));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(all.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"))));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks the JSON interface for administrators. */
    private HttpResponse<String> send(String method, String path, String body, boolean signed)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + API + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (signed) {
            request.header("Authorization", basic());
        }
        return program.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic() {
        String credentials = "admin:" + System.getProperty("observatory.admin.password");
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
