package org.nostrobservatory.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nostrobservatory.launcher.EmbeddedBroker;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/** The running server as scripts, monitors and browsers see it. */
public final class OutsideView {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration ATTACKED_PATIENCE = Duration.ofSeconds(20);
    private static final Pattern TOTAL_HEAP = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

    /**
     * Bytes of live objects while it is attacked, of the 768 MiB that the server has here: 150 MiB idle, up to 64 of the frame
     * buffer, four batches of 2 Mi characters in several shapes, and frames of up to 16 MiB that are being put together. What
     * it is sent meanwhile is several times as much.
     */
    private static final long MAX_HEAP = 400L << 20;

    private static final Pattern INPUT = Pattern.compile(
            "<input(?=[^>]*type=\"hidden\")(?=[^>]*name=\"([^\"]*)\")(?=[^>]*value=\"([^\"]*)\")[^>]*>");

    private static final Pattern REFRESHED =
            Pattern.compile("<[a-z]+(?=[^>]*class=\"[^\"]*\\brefreshed\\b)[^>]*? id=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile(" nonce=\"([^\"]+)\"");
    private static final Pattern UPDATED = Pattern.compile("<update id=\"([^\"]*)\">");

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

    /** Every attack is counted against its relay, the good relay is heard in time, and memory stays bounded. */
    public void attacksAreCountedAndHurtNobodyElse() throws Exception {
        HostileRelays hostile = Backends.hostile();
        SecretKey author = SecretKey.of("heard while others attack.......".getBytes(StandardCharsets.UTF_8));
        hostile.attack();
        long mostHeap = 0;
        for (int i = 0; i < 10; i++) {
            Event event = author.sign(1_780_000_000L + i, 1, List.of(), "under attack " + i);
            Backends.relay().publish(event);
            await().atMost(ATTACKED_PATIENCE)
                    .until(() -> get("/api/v1/events/" + event.id()).statusCode() == 200);
            mostHeap = Math.max(mostHeap, liveHeap());
        }

        awaitCount("forged", "rejected/sig-invalid", HostileRelays.BAD_EVENTS);
        awaitCount("wrong-id", "rejected/id-mismatch", HostileRelays.BAD_EVENTS);
        awaitCount("off-filter", "rejected/off-filter", HostileRelays.BAD_EVENTS);
        awaitCount("copies", "received", HostileRelays.COPIES);
        assertThat(counters("copies").path("duplicate").asLong()).isGreaterThanOrEqualTo(HostileRelays.COPIES - 1);
        awaitCount("strange-times", "received", HostileRelays.STRANGE_TIMES.length);
        assertThat(counters("strange-times").path("stored").asLong()).isEqualTo(HostileRelays.STRANGE_TIMES.length);
        assertThat(counters("strange-times").path("future").asLong()).isEqualTo(2);
        awaitCount("drops", "received", 2);
        assertThat(counters("endless").path("received").asLong()).isGreaterThan(1_000);
        assertThat(relay(hostile.url("endless")).path("state").asText()).isEqualTo("syncing");
        for (String flood : List.of("forged", "wrong-id", "off-filter")) {
            assertThat(evidence(hostile.url(flood)))
                    .as("kept of %s; four batches at once may exceed the bound", flood)
                    .isBetween(1_000L, 1_000L + 4 * 2_000);
        }

        awaitFailure("huge-frame", "Buffer overflow");
        awaitFailure("compressed", "RSV");
        awaitFailure("challenges", "I do not believe you");
        awaitFailure("closed", "subscription closed: error: not today");
        awaitFailure("drops", "closed with 1006");
        awaitFailure("redirect", "answered with HTTP status 301");
        awaitFailure("html", "answered with HTTP status 200");
        awaitFailure("slow-handshake", "no answer in time");
        assertThat(hostile.redirected()).isZero();

        assertThat(relay().path("state").asText()).isEqualTo("live");
        assertThat(relay().path("failures").asInt()).isZero();
        assertThat(mostHeap).isLessThan(MAX_HEAP);
    }

    /**
     * While the database is away the sender is held up and memory stays bounded; afterwards everything arrives, once. The
     * database is away for 10 seconds, or for as many as {@code -Doutage.seconds} says.
     */
    public void outageIsSatOut() throws Exception {
        HostileRelays relays = Backends.hostile();
        long seconds = Long.getLong("outage.seconds", 10);
        relays.load();
        awaitCount("load", "stored", 1);
        Backends.database().pause();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long mostHeap = 0;
        try {
            long[] before = {-1};
            await("the sender is held up")
                    .during(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .until(() -> before[0] == (before[0] = relays.loaded()));
            assertThat(before[0]).isBetween(1L, HostileRelays.LOAD_EVENTS - 1L);
            assertThat(get("/health/ready").statusCode()).isEqualTo(503);
            while (System.nanoTime() < until) {
                mostHeap = Math.max(mostHeap, liveHeap());
            }
            assertThat(relays.loaded()).as("still held up").isEqualTo(before[0]);
        } finally {
            Backends.database().resume();
        }

        awaitCount("load", "received", HostileRelays.LOAD_EVENTS);
        assertThat(counters("load").path("received").asLong())
                .as("%s", relay(relays.url("load")))
                .isEqualTo(HostileRelays.LOAD_EVENTS);
        assertThat(counters("load").path("stored").asLong()).isEqualTo(HostileRelays.LOAD_EVENTS);
        assertThat(count(
                        "select count(*) from event where pubkey = ?",
                        HostileRelays.LOADED_AUTHOR.publicKey().toArray()))
                .isEqualTo(HostileRelays.LOAD_EVENTS);
        await().atMost(PATIENCE).until(() -> Backends.broker().messageCount(EmbeddedBroker.EVENTS) == 0);
        assertThat(Backends.broker().messageCount(EmbeddedBroker.DEAD_LETTERS)).isZero();
        assertThat(mostHeap).isLessThan(MAX_HEAP);
    }

    private void awaitCount(String name, String counter, long atLeast) {
        await(name)
                .atMost(PATIENCE)
                .until(() -> counters(name).at("/" + counter).asLong() >= atLeast);
    }

    private void awaitFailure(String name, String reason) {
        JsonNode relay = await(name)
                .atMost(PATIENCE)
                .until(
                        () -> relay(Backends.hostile().url(name)),
                        seen -> seen.path("lastError").asText().contains(reason));
        assertThat(relay.path("failures").asInt()).as(name).isPositive();
    }

    private JsonNode counters(String name) throws IOException, InterruptedException {
        return relay(Backends.hostile().url(name)).path("counters");
    }

    private static long evidence(String url) throws SQLException {
        return count("select count(*) from rejected_event join relay on relay.id = relay_id where url = ?", url);
    }

    private static long count(String sql, Object parameter) throws SQLException {
        try (Connection connection = Backends.database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Bytes of all objects that are reachable, counted while the world stands still. */
    private static long liveHeap() throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(Backends.servers().get(0).pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(histogram.waitFor()).as(output).isZero();
        Matcher total = TOTAL_HEAP.matcher(output);
        assertThat(total.find()).as(output).isTrue();
        return Long.parseLong(total.group(1));
    }

    public void contractHolds() throws Exception {
        Event event = archived();
        String body = get("/api/v1/events/" + Nip19.note(event.id())).body();
        Event served = EventJson.parse(body, 100);
        assertThat(served).isEqualTo(event);
        EventVerifier.verify(served);
        assertThat(json.readTree(body).path("relays").get(0).path("seenAt").asText())
                .endsWith("Z");
        JsonNode listed = read("/api/v1/events?authors=%s&kinds=1,%d&until=%d&limit=1000"
                .formatted(Nip19.npub(event.pubkey()), event.kind(), event.createdAt()));
        assertThat(listed.path("items"))
                .extracting(item -> item.path("id").asText())
                .contains(event.id().hex());

        JsonNode overview = await().atMost(PATIENCE)
                .until(
                        () -> read("/api/v1/network/overview"),
                        seen -> seen.path("relays").path("online").asLong() > 0);
        assertThat(overview.path("events").path("total").asLong()).isPositive();
        for (String field : List.of("users", "events", "zaps", "relays")) {
            assertThat(overview.path(field).isObject()).as(field).isTrue();
        }
        assertThat(read("/api/v1/network/timeline?hours=24&interval=60")).hasSize(24);

        for (String list : List.of("top-notes", "senders", "recipients", "timeline", "verdicts")) {
            assertThat(read("/api/v1/zaps/" + list + "?hours=168").isArray())
                    .as(list)
                    .isTrue();
        }
        assertThat(read("/api/v1/zaps/verdicts")).hasSize(5);
        assertThat(read("/api/v1/zaps/distribution?verdict=suspicious").path("sizes"))
                .hasSize(5);

        for (String wrong : List.of(
                "/api/v1/network/timeline?hours=0",
                "/api/v1/network/timeline?hours=many",
                "/api/v1/zaps/senders?hours=25",
                "/api/v1/zaps/top-notes?verdict=copy",
                "/api/v1/events/xyz",
                "/api/v1/events?kinds=65536",
                "/api/v1/events?cursor=xyz")) {
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

    public void rebuildMakesRightWhatIsWrong() throws Exception {
        String jobs = "/api/v1/admin/jobs/";
        assertThat(post(jobs + "rebuild", null).statusCode()).isEqualTo(401);
        assertThat(post(jobs + "rebuild?component=nothing", credentials()).statusCode())
                .isEqualTo(400);
        long wrong = 1_000_000_000;
        damage("update kind_total set events = events + " + wrong + " where kind = 1");
        await().atMost(PATIENCE).until(() -> storedEvents() > wrong);

        HttpResponse<String> started = post(jobs + "rebuild?component=network", credentials());
        assertThat(started.statusCode()).isEqualTo(202);
        String execution = jobs + "executions/"
                + json.readTree(started.body()).path("executionId").asLong();
        JsonNode ended = await().atMost(PATIENCE)
                .until(
                        () -> json.readTree(get(execution, credentials()).body()),
                        seen -> seen.path("endedAt").isTextual());

        assertThat(ended.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(ended.path("progress").path("done").asLong()).isPositive();
        assertThat(ended.path("progress").path("changed").asLong()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> storedEvents() < wrong);
        assertThat(post(execution + "/stop", credentials()).statusCode()).isEqualTo(409);
        assertThat(post(execution + "/restart", credentials()).statusCode()).isEqualTo(409);
    }

    private long storedEvents() throws IOException, InterruptedException {
        return read("/api/v1/network/overview").path("events").path("total").asLong();
    }

    /** As somebody with psql may. */
    private static void damage(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        System.getProperty("observatory.database.url"),
                        System.getProperty("observatory.database.user"),
                        System.getProperty("observatory.database.password"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    public void importedLinesAreAnswered() throws Exception {
        SecretKey author = SecretKey.of("author of what is imported......".getBytes(StandardCharsets.UTF_8));
        Event event = author.sign(1_780_000_000L, 1, List.of(), "imported \u0000 and 😀");
        String line = EventJson.write(event);
        String lines = String.join(
                "\n",
                line,
                "",
                "[\"EVENT\",\"s\"," + line + "]\r",
                "this is not JSON",
                line.replace("imported", "forged"),
                "[\"EOSE\",\"s\"]",
                "\"" + "x".repeat(1 << 20) + "\"",
                EventJson.write(author.sign(1_780_000_000L, 20_001, List.of(), "")),
                line.replaceFirst("}$", ",\"fried\":\"00\"}"),
                line.replaceFirst("\\{", "{\"_id\":{\"\\$oid\":\"65b1f0\"},"));
        List<String> outcomes = List.of(
                "stored",
                "duplicate",
                "rejected:malformed-json",
                "rejected:id-mismatch",
                "rejected:bad-frame",
                "rejected:frame-too-large",
                "ephemeral",
                "duplicate",
                "duplicate");
        String imports = "/api/v1/admin/imports";
        String batch = imports + "/" + UUID.randomUUID();
        assertThat(get(imports).statusCode()).isEqualTo(401);
        assertThat(get(batch).statusCode()).isEqualTo(401);
        assertThat(put(batch, null, line).statusCode()).isEqualTo(401);
        assertThat(put(batch, "admin:wrong", line).statusCode()).isEqualTo(401);
        assertThat(put(imports + "/no-uuid", credentials(), line).statusCode()).isEqualTo(400);
        assertThat(put(batch + "?source=%00", credentials(), line).statusCode()).isEqualTo(400);
        assertThat(put(batch, credentials(), " \n").statusCode()).isEqualTo(400);
        assertThat(put(batch, credentials(), "{}\n".repeat(10_001)).statusCode())
                .isEqualTo(413);
        assertThat(put(batch, credentials(), "x".repeat(2 << 20) + "x").statusCode())
                .isEqualTo(413);
        assertThat(get("/api/v1/events/" + event.id()).statusCode()).isEqualTo(404);

        for (int time = 0; time < 2; time++) {
            assertThat(put(batch + "?source=old%20events.jsonl", credentials(), lines)
                            .statusCode())
                    .isEqualTo(202);
            JsonNode answer = await().atMost(PATIENCE)
                    .until(
                            () -> json.readTree(get(batch, credentials()).body()),
                            body -> body.path("complete").asBoolean());
            assertThat(answer.path("outcomes"))
                    .extracting(JsonNode::asText)
                    .as("also of the same batch again")
                    .containsExactlyElementsOf(outcomes);
        }
        JsonNode served = read("/api/v1/events/" + event.id());
        assertThat(served.path("relays")).hasSize(1);
        assertThat(served.path("relays").path(0).path("url").asText()).isEqualTo("import:old events.jsonl");
        int relays = 1 + Backends.hostile().count();
        JsonNode listed = read("/api/v1/relays").path("items");
        assertThat(listed)
                .filteredOn(relay -> relay.path("role").asText().equals("configured"))
                .hasSize(relays);
        assertThat(read("/api/v1/network/overview").path("relays").path("known").asInt())
                .isEqualTo(listed.size());
    }

    /** An address, what it is answered with, and what stands there then. */
    private record Page(int status, String path, String text) {}

    /** Every page, with its parameters and with wrong ones: what an expression or a query fails at shows only here. */
    public void pagesAreServed() throws Exception {
        Event event = archived();
        String user = "/user?key=" + Nip19.npub(event.pubkey());
        String note = "/note?id=" + Nip19.note(event.id());
        await().atMost(PATIENCE)
                .until(() -> read("/api/v1/search?q=good").path("items").size() > 0);
        await().atMost(PATIENCE)
                .until(() -> read("/api/v1/users?by=notes").path("items").size() > 0);
        List<Page> pages = List.of(
                new Page(200, "/", "Events of the last 24 hours"),
                new Page(200, "/?window=7d", "Events of the last 7 days"),
                new Page(200, "/trending", "written in the last 24 hours"),
                new Page(200, "/trending?window=1h&by=zaps&notes=50&trusted=true", "Most zapped"),
                new Page(200, "/trending?order=rising&hashtags=50", "Highest rise"),
                new Page(200, "/trending?window=x&by=x&notes=x&order=x&hashtags=x&trusted=x", "Most viral"),
                new Page(200, "/network", "last 24 hours"),
                new Page(200, "/network?window=48h", "last 48 hours"),
                new Page(200, "/dvm-history", "History of DVMs"),
                new Page(200, "/users", "Influence"),
                new Page(200, "/users?by=notes", "Notes"),
                new Page(200, "/users?by=followers&trusted=true", "Followers"),
                new Page(200, "/users?by=x&cursor=x&trusted=x", "Influence"),
                new Page(200, "/users?q=" + Nip19.npub(event.pubkey()), "Found"),
                new Page(200, "/users?q=%00", "Nobody is called so."),
                new Page(200, user, Nip19.npub(event.pubkey())),
                new Page(200, user + "&cursor=x", "Latest notes"),
                new Page(400, "/user", "That is no key."),
                new Page(400, "/user?key=xyz", "That is no key."),
                new Page(404, "/user?key=" + "f".repeat(64), "Nothing is known of this key."),
                new Page(200, "/zaps", "last 24 hours"),
                new Page(200, "/zaps?window=6h&verdict=suspicious", "last 6 hours"),
                new Page(200, "/zaps?window=x&verdict=x", "last 24 hours"),
                new Page(200, note, "What the quality is made of"),
                new Page(200, note + "&cursor=" + cursor(event), "From the beginning"),
                new Page(200, note + "&cursor=x", "Nobody has answered yet."),
                new Page(400, "/note", "That is no event."),
                new Page(400, "/note?id=xyz", "That is no event."),
                new Page(404, "/note?id=" + "0".repeat(64), "The archive does not have this event."),
                new Page(200, "/search", "What can be searched"),
                new Page(200, "/search?q=good", "/note?id=note1"),
                new Page(200, "/search?q=%23good&type=notes", "/note?id=note1"),
                new Page(200, "/search?q=good&type=people", "Nothing was found."),
                new Page(200, "/search?q=good&cursor=x", "That cannot be searched."),
                new Page(200, "/search?q=" + "x".repeat(1_001), "That cannot be searched."),
                new Page(200, "/search?q=%22%00%27", "That cannot be searched."),
                new Page(302, "/search?q=" + Nip19.npub(event.pubkey()), ""),
                new Page(302, "/search?q=nostr:" + Nip19.note(event.id()), ""),
                new Page(200, "/dvms", "Data vending machines"),
                new Page(200, "/dvms?window=30d&view=sum", "Jobs over time"),
                new Page(200, "/dvms?window=x&view=x", "24 hours"),
                new Page(200, "/dvm-list", "Look up"),
                new Page(200, "/dvm-list?view=table&by=latency&reversed=true&q=x&cursor=x", "Look up"),
                new Page(404, "/dvm?key=" + "f".repeat(64), "Nothing is known"),
                new Page(400, "/dvm", "Nothing is known"),
                new Page(200, "/kinds?by=kind&window=1h", "Kinds of jobs"),
                new Page(400, "/kind?kind=x", "No such kind"),
                new Page(404, "/kind?kind=5987", "No such kind"),
                new Page(200, "/jobs", "Look up"),
                new Page(200, "/jobs?state=failed&kind=5050&cursor=x", "Only kind 5050"),
                new Page(404, "/job?id=" + "0".repeat(64), "No job"),
                new Page(400, "/job?id=x", "That is no id."),
                new Page(200, "/relays", Backends.relay().url()),
                new Page(200, "/relays.xhtml", Backends.relay().url()),
                new Page(404, "/nothing", "Not Found"));
        for (Page page : pages) {
            HttpResponse<String> answer = get(page.path());
            assertThat(answer.statusCode()).as(page.path()).isEqualTo(page.status());
            if (page.status() != 302) {
                assertThat(answer.body()).as(page.path()).contains("Nostr Observatory", page.text(), "</html>");
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .as(page.path())
                        .contains("default-src 'none'", "frame-ancestors 'none'", "img-src 'self' data:;");
            } else {
                assertThat(answer.headers().firstValue("Location").orElse(""))
                        .startsWith(page.path().contains("npub1") ? base + "/user?key=npub1" : base + "/note?id=note1");
            }
        }
    }

    /** What a page asks for every few seconds: its form, sent without the address's parameters, renews all parts that can change. */
    public void pagesRefreshThemselves() throws Exception {
        Event event = archived();
        for (Page it : List.of(
                new Page(200, "/?window=7d", "Users"),
                new Page(200, "/trending?window=6h&by=zaps", "Most zapped"),
                new Page(200, "/network?window=48h", "last 48 hours"),
                new Page(200, "/zaps?window=6h", "last 6 hours"),
                new Page(200, "/user?key=" + Nip19.npub(event.pubkey()), "engagement rate"),
                new Page(200, "/note?id=" + Nip19.note(event.id()), "What the quality is made of"))) {
            String path = it.path();
            String page = get(path).body();
            Map<String, String> fields = new LinkedHashMap<>();
            String form = page.substring(page.indexOf("<form id=\"live\""));
            INPUT.matcher(form.substring(0, form.indexOf("</form>")))
                    .results()
                    .forEach(input -> fields.put(input.group(1), input.group(2)));
            List<String> parts =
                    REFRESHED.matcher(page).results().map(part -> part.group(1)).toList();
            assertThat(fields).as(path).containsKeys("live", "address:" + path.split("[?=]")[1]);
            assertThat(fields.get("jakarta.faces.ViewState")).isEqualTo("stateless");
            assertThat(parts).as(path).isNotEmpty();
            Matcher nonce = NONCE.matcher(page);
            assertThat(nonce.find()).as("a script that may run").isTrue();
            fields.put("primefaces.nonce", nonce.group(1));
            fields.put("jakarta.faces.partial.ajax", "true");
            fields.put("jakarta.faces.source", "live");
            fields.put("jakarta.faces.partial.execute", "live");
            fields.put("jakarta.faces.partial.render", String.join(" ", parts));

            String sent = fields.entrySet().stream()
                    .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(URI.create(base + path.substring(0, path.indexOf('?'))))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Faces-Request", "partial/ajax")
                            .POST(HttpRequest.BodyPublishers.ofString(sent))
                            .build());

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .contains("<partial-response", it.text())
                    .doesNotContain("<error>");
            assertThat(UPDATED.matcher(answer.body()).results().map(part -> part.group(1)))
                    .as(path)
                    .containsAll(parts);
        }
    }

    /** An event that is there. */
    private Event archived() {
        Event event = HostileFrames.good().get(0);
        await().atMost(PATIENCE).until(() -> get("/api/v1/events/" + event.id()).statusCode() == 200);
        return event;
    }

    /** The documents about people, trends and searches have their fields, and what is asked wrongly is said so. */
    public void socialDocumentsHaveTheirFields() throws Exception {
        Event event = archived();
        JsonNode history = read("/api/v1/dvm/history");
        fields(history, "totals", "milestones", "founders", "topDvms", "topKinds");
        fields(
                history.path("totals"),
                "since",
                "months",
                "requests",
                "results",
                "feedbacks",
                "answered",
                "users",
                "dvms",
                "kinds",
                "paidSats",
                "late");
        assertThat(read("/api/v1/dvm/monthly").isArray()).isTrue();
        assertThat(read("/api/v1/dvm/monthly/kinds/5300").isArray()).isTrue();
        assertThat(read("/api/v1/dvm/monthly/providers/" + Nip19.npub(event.pubkey()))
                        .isArray())
                .isTrue();
        assertThat(get("/api/v1/dvm/monthly/kinds/6300").statusCode()).isEqualTo(400);
        String user = "/api/v1/users/" + Nip19.npub(event.pubkey());
        JsonNode found = await().atMost(PATIENCE)
                .until(
                        () -> read("/api/v1/search?q=%22good%20note%22&kinds=1&limit=100"),
                        answer -> answer.path("items").size() >= HostileFrames.GOOD_EVENTS);
        await().atMost(PATIENCE)
                .until(() -> read("/api/v1/users?by=notes").path("items").size() > 0);

        fields(found, "items", "nextCursor", "target");
        fields(found.path("items").path(0), "eventId", "pubkey", "name", "kind", "createdAt", "content", "matches");
        assertThat(read("/api/v1/search?q=" + Nip19.npub(event.pubkey()))
                        .at("/target/id")
                        .asText())
                .isEqualTo(event.pubkey().hex());
        JsonNode person = await().atMost(PATIENCE)
                .until(() -> read(user), it -> it.at("/activity/notes").asInt() >= HostileFrames.GOOD_EVENTS);
        fields(
                person,
                "pubkey",
                "npub",
                "trusted",
                "profile",
                "activity",
                "zaps",
                "followers",
                "trustedFollowers",
                "follows",
                "influence",
                "engagementRate",
                "topContent",
                "followersByDay");
        assertThat(person.at("/activity/hours")).hasSize(24);
        JsonNode first = read(user + "/notes?limit=1");
        fields(first.path("items").path(0), "eventId", "pubkey", "createdAt", "content", "viralityScore");
        assertThat(read(user + "/notes?cursor=" + first.path("nextCursor").asText())
                        .path("items"))
                .isNotEmpty();
        JsonNode note = read("/api/v1/notes/" + Nip19.note(event.id()));
        fields(note, "note", "kind", "rootId", "parentId", "language", "bridge", "shape", "quality", "spamReasons");
        fields(note.path("note"), "eventId", "name", "content", "warning", "viralityScore", "score");
        for (JsonNode score : List.of(note.path("quality"), note.at("/note/score"), person.path("influence"))) {
            fields(score, "value", "terms", "factors");
            fields(score.path("terms").path(0), "name", "measured", "scaled", "weight", "points");
        }
        assertThat(get("/api/v1/notes/" + "0".repeat(64)).statusCode()).isEqualTo(404);
        JsonNode most = read("/api/v1/users?by=notes&limit=1");
        fields(
                most.path("items").path(0),
                "pubkey",
                "name",
                "displayName",
                "trusted",
                "influence",
                "followers",
                "notes",
                "receivedSats",
                "sentSats");
        for (String list : List.of(
                user + "/zaps",
                user + "/zaps?direction=sent",
                "/api/v1/users/search?q=" + Nip19.npub(event.pubkey()),
                "/api/v1/users?by=zaps&trusted=true")) {
            fields(read(list), "items", "nextCursor");
        }
        for (String list : List.of(
                "trending/notes?hours=168&by=zaps&trusted=true&limit=1000",
                "trending/hashtags?hours=168&sort=rising&limit=1000",
                "network/history?hours=1",
                "network/languages?hours=168",
                "network/retention",
                "network/kinds")) {
            assertThat(read("/api/v1/" + list).isArray()).as(list).isTrue();
        }
        assertThat(read("/api/v1/network/hour-of-day?hours=168").toString()).isNotEmpty();
        for (String wrong : List.of(
                "users?by=x",
                "users?trusted=x",
                "users?limit=0",
                "users?limit=1001",
                "users?cursor=x",
                "users/xyz",
                "users/search",
                "notes/xyz",
                "users/search?q=a&limit=101",
                "users/%s/notes?cursor=x".formatted(event.pubkey()),
                "users/%s/zaps?direction=up".formatted(event.pubkey()),
                "trending/notes?hours=25",
                "trending/notes?by=x",
                "trending/hashtags?sort=x",
                "network/history?hours=0",
                "search",
                "search?q=",
                "search?q=%00",
                "search?q=a&kinds=7",
                "search?q=a&cursor=x",
                "search?q=" + "x".repeat(1_001))) {
            assertThat(get("/api/v1/" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(get("/api/v1/users/" + "f".repeat(64)).statusCode()).isEqualTo(404);
    }

    /** Of a list that goes on after it. */
    private static String cursor(Event event) {
        String place = event.createdAt() + ":" + event.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** A job as its customer, as its DVM and as DVMDash's frontend look at it. */
    public void jobsAreAnsweredForInAllShapes() throws Exception {
        long now = Instant.now().getEpochSecond();
        SecretKey customer = SecretKey.of("asks for a job................. ".getBytes(StandardCharsets.UTF_8));
        SecretKey dvm = SecretKey.of("does the job................... ".getBytes(StandardCharsets.UTF_8));
        List<Tag> wish = List.of(
                Tag.of("i", "tell me", "text"),
                Tag.of("param", "language", "en"),
                Tag.of("output", "text/plain"),
                Tag.of("bid", "21000"));
        Event request = customer.sign(now - 9, 5050, wish, "");
        Event result = dvm.sign(now - 5, 6050, List.of(Tag.of("e", request.id().hex())), "told");
        Backends.relay().publish(request);
        Backends.relay().publish(result);
        JsonNode job = await().atMost(PATIENCE)
                .until(
                        () -> json.readTree(get("/api/v1/dvm/jobs/" + Nip19.note(result.id()))
                                .body()),
                        seen -> seen.path("job").path("state").asText().equals("answered"));
        assertThat(job.path("job").path("requestId").asText())
                .isEqualTo(request.id().hex());
        assertThat(job.path("job").path("steps")).hasSize(2);
        assertThat(job.path("nodes")).hasSize(3);
        assertThat(job.path("edges")).hasSize(2);

        String provider = "/api/v1/dvm/providers/" + Nip19.npub(dvm.publicKey());
        await().atMost(PATIENCE).until(() -> get(provider + "?window=1h").statusCode() == 200);
        JsonNode entry = await().atMost(PATIENCE)
                .until(
                        () -> read(provider + "?window=1h").path("dvm"),
                        seen -> seen.path("jobs").path("answered").asLong() == 1);
        assertThat(entry.path("responses").asLong()).isEqualTo(1);
        assertThat(entry.path("jobs").path("firstResult").path("p50Seconds").asLong())
                .isEqualTo(4);
        assertThat(read(provider + "/jobs?state=answered").path("items")).hasSize(1);
        assertThat(read(provider + "/jobs?state=failed").path("items")).isEmpty();
        for (String window : List.of("1h", "24h", "7d", "30d")) {
            fields(
                    read("/api/v1/dvm/overview?window=" + window),
                    "time",
                    "requests",
                    "responses",
                    "feedback",
                    "users",
                    "dvms",
                    "kinds",
                    "completionRate",
                    "popularDvm",
                    "popularKind",
                    "competitiveKind",
                    "silentDvms",
                    "jobs",
                    "anomalies",
                    "series");
        }
        fields(
                read("/api/v1/dvm/providers?window=7d&by=latency&reversed=true&q=x"),
                "time",
                "total",
                "items",
                "nextCursor");
        fields(read("/api/v1/dvm/kinds?by=latency"), "time", "total", "items", "nextCursor");
        String kind = "/api/v1/dvm/kinds/6050?window=1h";
        await().atMost(PATIENCE).until(() -> get(kind).statusCode() == 200);
        await().atMost(PATIENCE)
                .until(() -> read(kind).at("/kind/jobs/answered").asLong() == 1);
        fields(read(kind), "window", "kind", "details");
        fields(read("/api/v1/dvm/jobs?state=unanswered&kind=5050"), "items", "nextCursor");
        fields(read("/api/v1/dvm/other"), "contextVm", "encrypted");
        for (String wrong : List.of(
                "overview?window=2h",
                "providers?by=x",
                "providers?cursor=x",
                "providers/xyz",
                "providers/%s/jobs?state=x".formatted(dvm.publicKey()),
                "kinds/1",
                "kinds?limit=0",
                "jobs/xyz",
                "jobs?cursor=x",
                "jobs?kind=7")) {
            assertThat(get("/api/v1/dvm/" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        for (String unknown : List.of("providers/" + "f".repeat(64), "kinds/5987", "jobs/" + "0".repeat(64))) {
            assertThat(get("/api/v1/dvm/" + unknown).statusCode()).as(unknown).isEqualTo(404);
        }
        dvmDashAnswers(dvm);
        for (String page : List.of(
                "/job?id=" + Nip19.note(result.id()),
                "/dvm?key=" + Nip19.npub(dvm.publicKey()) + "&window=1h&state=answered",
                "/kind?kind=5050&window=1h&view=sum")) {
            HttpResponse<String> answer = get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).contains("Text Generation", "</html>");
        }
        assertThat(get("/job?id=" + request.id()).body()).contains("tell me", "language", "text/plain", "21 sats");
    }

    private void dvmDashAnswers(SecretKey dvm) throws IOException, InterruptedException {
        String api = "/dvmdash/api/";
        fields(read("/dvmdash/health"), "status", "database");
        fields(read(api + "cache/stats"), "items", "memory_usage_mb", "memory_limit_mb", "utilization_percent");
        JsonNode global = await().atMost(PATIENCE)
                .until(
                        () -> read(api + "stats/global/latest?timeRange=1h"),
                        seen -> seen.path("total_responses").asLong() > 0);
        assertThat(global.path("time_series")).hasSize(13);
        assertThat(read(api + "stats/global/latest").path("time_series")).hasSize(31);
        await().atMost(PATIENCE)
                .until(() ->
                        read(api + "dvms?timeRange=1h").toString().contains("{\"id\":\"" + dvm.publicKey() + "\""));
        assertThat(read(api + "stats/dvm/" + dvm.publicKey() + "?timeRange=1h")
                        .path("total_responses")
                        .asLong())
                .isEqualTo(1);
        // Which DVMDash always answers with 0 (spec B.12).
        JsonNode kind = read(api + "stats/kind/5050?timeRange=1h");
        assertThat(kind.path("total_responses").asLong()).isEqualTo(1);
        assertThat(kind.path("time_series")).hasSize(13);
        assertThat(read(api + "kinds?timeRange=1h&limit=1").path("kinds")).hasSize(1);
        for (String wrong :
                List.of("dvms?timeRange=2h", "dvms?limit=0", "kinds?offset=-1", "stats/kind/7?timeRange=1h")) {
            assertThat(get(api + wrong).statusCode()).as(wrong).isEqualTo(422);
        }
        assertThat(get(api + "stats/dvm/" + "f".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(get(api + "dvms").headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    private static void fields(JsonNode document, String... names) {
        assertThat(document.fieldNames()).toIterable().as(document.toString()).contains(names);
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
        return relay(Backends.relay().url());
    }

    private JsonNode relay(String url) throws IOException, InterruptedException {
        for (JsonNode relay : read("/api/v1/relays").path("items")) {
            if (relay.path("url").asText().equals(url)) {
                return relay;
            }
        }
        throw new AssertionError("no relay " + url);
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    private HttpResponse<String> get(String path, String credentials) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)), credentials);
    }

    private HttpResponse<String> post(String path, String credentials) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.noBody()), credentials);
    }

    private HttpResponse<String> put(String path, String credentials, String body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(base + path)).PUT(HttpRequest.BodyPublishers.ofString(body)),
                credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String credentials)
            throws IOException, InterruptedException {
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
