package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help;

class ObservatoryTest {

    private static final String OVERVIEW = """
            {"users":{"total":1234567,"active1h":3,"active24h":40,"new24h":5},
             "events":{"total":99,"last1h":1,"last24h":2,"notes24h":3,"perSecond":4.25},
             "zaps":{"total":5,"last24h":1,"totalSats":21000,"sats24h":null,"verdicts":[
               {"verdict":"verified","total":2,"last24h":0,"totalSats":20000,"sats24h":0},
               {"verdict":"invalid","total":1,"last24h":1,"totalSats":0,"sats24h":0}]},
             "relays":{"known":4,"online":3,"collecting":2}}
            """;

    private static final String NOTES =
            """
            [{"eventId":"%s","pubkey":"%s","name":"alice","content":"a\\n\\u001b[31mred\\u200b  b","createdAt":1767225600,
              "zapCount":3,"zapTotalSats":2100,"replyCount":2,"repostCount":1,"reactionCount":9,"viralityScore":12.5},
             {"eventId":"%s","pubkey":"%s","name":null,"content":"","createdAt":1767225600,
              "zapCount":0,"zapTotalSats":0,"replyCount":0,"repostCount":0,"reactionCount":1,"viralityScore":1.0}]
            """.formatted("ab".repeat(32), "ef".repeat(32), "cd".repeat(32), "ef".repeat(32));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StubServer server;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void statsAreAlignedTables() {
        server.answer("/api/v1/network/overview", OVERVIEW);

        assertThat(run("stats", "--url", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "    Users  active 1 h  active 24 h  new 24 h",
                        "1,234,567           3           40         5",
                        "",
                        "Events  last hour  last 24 h  notes 24 h  per second",
                        "    99          1          2           3         4.3",
                        "",
                        "Zaps  last 24 h    sats  sats 24 h",
                        "   5          1  21,000          –",
                        "",
                        "Receipts  all  last 24 h    sats  sats 24 h",
                        "verified    2          0  20,000          0",
                        "invalid     1          1       0          0",
                        "",
                        "Relays  online  collecting",
                        "     4       3           2");
    }

    @Test
    void jsonIsTheAnswerAsItCame() throws IOException {
        server.answer("/api/v1/network/overview", OVERVIEW);

        assertThat(run("stats", "--json", "--url", server.url() + "/")).isZero();
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(OVERVIEW));
    }

    @Test
    void relaysOfAllPagesAreShown() {
        server.answer("/api/v1/relays?limit=1000", """
                        {"items":[{"url":"wss://a.example/","network":"clearnet","state":"connected",
                          "connectedAt":"2026-03-01T10:00:00.5Z","lastEventAt":null,"lastError":null,
                          "counters":{"received":12000,"stored":11000,"duplicate":990,"ephemeral":3,"future":1,
                                      "rejected":{"BAD_ID":4,"BAD_SIGNATURE":3}}}],
                         "nextCursor":"a b"}
                        """).answer("/api/v1/relays?limit=1000&cursor=a%20b", """
                        {"items":[{"url":"wss://b.example/","network":"tor","state":"failed","connectedAt":null,
                          "lastEventAt":null,"lastError":"bad\\u001b[31m","counters":{}}],"nextCursor":null}
                        """);

        assertThat(run("relays", "--url", server.url())).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "wss://a.example/  clearnet  connected  2026-03-01 10:00:00  –                "
                                + "12,000  11,000        990         7  –",
                        "wss://b.example/  tor       failed     –                    –                "
                                + "     –       –          –         0  bad?[31m");
    }

    @Test
    void trendingShowsHashtagsAndNotes() throws IOException {
        server.answer("/api/v1/trending/hashtags?hours=6&limit=2", """
                        [{"hashtag":"bitcoin","mentionCount":1200,"uniqueAuthors":80,"totalSats":21000,"trendScore":45.25,
                          "sampleEvents":[]},
                         {"hashtag":"日本","mentionCount":3,"uniqueAuthors":1,"totalSats":0,"trendScore":0.5}]
                        """)
                .answer("/api/v1/trending/notes?hours=6&limit=2", NOTES);

        assertThat(run("trending", "--hours", "6", "--limit", "2", "--url", server.url()))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "#  Hashtag   mentions  authors    sats  score",
                        "1  #bitcoin     1,200       80  21,000   45.3",
                        "2  #日本            3        1       0    0.5",
                        "",
                        "#  Note              author            text           sats  zaps  replies  reposts  reactions  score",
                        "1  abababababababab  alice             a ?[31mred b  2,100     3        2        1          9   12.5",
                        "2  cdcdcdcdcdcdcdcd  efefefefefefefef  –                 0     0        0        0          1    1.0");
    }

    @Test
    void theJsonOfTrendingHasBothAnswers() throws IOException {
        server.answer("/api/v1/trending/hashtags?hours=24&limit=10", "[]")
                .answer("/api/v1/trending/notes?hours=24&limit=10", "[]");

        assertThat(run("trending", "--json", "--url", server.url())).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).toString()).isEqualTo("{\"hashtags\":[],\"notes\":[]}");
    }

    @Test
    void topZappedIsATableOfNotes() {
        server.answer("/api/v1/zaps/top-notes?hours=24&limit=10", NOTES);

        assertThat(run("top-zapped", "--url", server.url())).isZero();
        assertThat(out.toString()).contains("abababababababab  alice");
    }

    @Test
    void columnsThatAnAnswerDoesNotHaveAreLeftOut() {
        server.answer("/api/v1/zaps/top-notes?hours=24&limit=10", """
                [{"eventId":"ab","pubkey":"ef","name":null,"content":null,"createdAt":null,"zapCount":3,"zapTotalSats":21}]
                """);

        assertThat(run("top-zapped", "--url", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("#  Note  author  text  sats  zaps", "1  ab    ef      –       21     3");
    }

    @Test
    void anEmptyRankingSaysSo() {
        server.answer("/api/v1/zaps/top-notes?hours=24&limit=10", "[]");

        assertThat(run("top-zapped", "--url", server.url())).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("–");
    }

    @Test
    void aUserIsProfileActivityZapsAndNotes() {
        server.answer("/api/v1/users/npub1abc", """
                {"pubkey":"ab","npub":"npub1abc","profile":{"name":"al\u202eice","about":"%s","picture":null,"nip05":"a@b.example"},
                 "activity":{"totalEvents":1234,"notes":12,"firstSeen":"2025-01-01T00:00:00Z",
                             "lastSeen":"2026-01-01T12:00:00.5Z"},
                 "zaps":{"receivedCount":3,"receivedSats":2100,"sentCount":1,"sentSats":21},
                 "trusted":true,"followers":77,"follows":5,"influence":{"value":8.71,"terms":[]},
                 "topContent":[{"eventId":"cd","pubkey":"ab","createdAt":"2026-01-01T12:00:00Z","content":"hi","zapCount":1}]}
                """.formatted("x".repeat(101)));

        assertThat(run("user", "npub1abc", "--url", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Profile",
                        "npub     npub1abc",
                        "pubkey   ab",
                        "trusted  yes",
                        "name     alice",
                        "about    " + "x".repeat(99) + "…",
                        "nip05    a@b.example",
                        "",
                        "Events  notes  followers  follows  influence  first seen           last seen",
                        " 1,234     12         77        5        8.7  2025-01-01 00:00:00  2026-01-01 12:00:00",
                        "",
                        "Zaps received   sats  zaps sent  sats",
                        "            3  2,100          1    21",
                        "",
                        "#  Note  text  zaps",
                        "1  cd    hi       1");
    }

    private static final String JOB_FIGURES = """
            "jobs":{"jobs":12,"answeredShare":91.666,"firstResult":{"count":11,"p50Seconds":3,"p95Seconds":1200},
                    "errorShare":null,"earnedMsat":2100999,"customers":4}
            """;

    @Test
    void dvmsAreATableOfWhatTheyDo() {
        server.answer(
                "/api/v1/dvm/providers?window=7d&limit=20&by=latency&q=a%20b",
                """
                {"time":"2026-03-01T10:00:00Z","total":2,"nextCursor":null,"items":[
                 {"pubkey":"%s","name":"al\u202eice","responses":1234,"feedback":5,"lastSeen":"2026-03-01T10:00:00Z",%s},
                 {"pubkey":"%s","name":null,"responses":0,"feedback":0,"lastSeen":"2026-03-01T09:00:00Z","jobs":{"jobs":0}}]}
                """.formatted("ab".repeat(32), JOB_FIGURES, "cd".repeat(32)));

        assertThat(run("dvms", "--window", "7d", "--by", "latency", "--find", "a b", "--url", server.url()))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "#  DVM               responses  feedback  jobs  answered  p50      p95  errors   sats  customers"
                                + "  last seen",
                        "1  alice                 1,234         5    12    91.7 %  3 s  1,200 s       –  2,100          4"
                                + "  2026-03-01 10:00:00",
                        "2  cdcdcdcdcdcdcdcd          0         0     0         –    –        –       –      –          –"
                                + "  2026-03-01 09:00:00");
    }

    @Test
    void kindsAreATableOfWhatIsAskedFor() {
        server.answer("/api/v1/dvm/kinds?window=24h&limit=20&by=requests", """
                {"items":[{"kind":5300,"title":"Content Discovery","lastSeen":null,"requests":1234,"responses":1200,"dvms":3,%s}]}
                """.formatted(JOB_FIGURES));

        assertThat(run("kinds", "--url", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Kind  title              requests  responses  DVMs  answered  p50      p95  errors   sats  last seen",
                        "5300  Content Discovery     1,234      1,200     3    91.7 %  3 s  1,200 s       –  2,100  –");
    }

    @Test
    void jobsAreListedTheLatestFirst() {
        String jobs = """
                {"items":[{"requestId":"%s","kind":5050,"title":"Text Generation","requestedAt":"2026-03-01T10:00:00Z",
                           "state":"payment-required","results":0,"feedbacks":1,"firstResultSeconds":null,"askedMsat":21000,
                           "paidMsat":0}],"nextCursor":null}
                """.formatted("ab".repeat(32));
        server.answer("/api/v1/dvm/jobs?state=all&limit=20", jobs)
                .answer("/api/v1/dvm/providers/npub1x/jobs?state=failed&limit=5", jobs);

        assertThat(run("jobs", "--url", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Requested at         job               kind  title            state             results  feedback"
                                + "  first result  asked  paid",
                        "2026-03-01 10:00:00  abababababababab  5050  Text Generation  payment-required        0         1"
                                + "             –     21     0");
        assertThat(run("jobs", "--dvm", "npub1x", "--state", "failed", "--limit", "5", "--url", server.url()))
                .isZero();
    }

    @Test
    void aJobIsATimeLine() {
        server.answer("/api/v1/dvm/jobs/note1x", """
                {"job":{"requestId":"ab","kind":5050,"title":"Text Generation","customer":"ef","state":"answered","steps":[
                  {"type":"request","eventId":"ab","pubkey":"ef","name":null,"afterSeconds":0,"status":null,"amountMsat":null,"text":""},
                  {"type":"feedback","eventId":"cd","pubkey":"12","name":"dvm","afterSeconds":2,"status":"payment-required",
                   "amountMsat":21000,"text":"pay\\u001b[31m me"}]},
                 "nodes":[],"edges":[]}
                """);

        assertThat(run("jobs", "note1x", "--url", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Job",
                        "request   ab",
                        "kind      5050 Text Generation",
                        "customer  ef",
                        "state     answered",
                        "",
                        "After  what      by   status            sats  event  text",
                        "  0 s  request   ef   –                    –  ab     –",
                        "  2 s  feedback  dvm  payment-required    21  cd     pay?[31m me");
    }

    @Test
    void wordsAreLookedFor() {
        server.answer(
                "/api/v1/search?q=gr%C3%BCn%20%26%20-blau&kinds=1%2C30023&limit=20", """
                {"items":[{"eventId":"%s","kind":30023,"pubkey":"ef","name":null,"createdAt":1767225600,
                           "content":"Grün\\n\\nist"}],"nextCursor":"x"}
                """.formatted("ab".repeat(32)));

        assertThat(run("search", "--kinds", "1,30023", "--url", server.url(), "--", "grün", "&", "-blau"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Time                  kind  event             author  text",
                        "2026-01-01 00:00:00  30023  abababababababab  ef      Grün ist");
    }

    @Test
    void whatAnIdNamesIsSaid() {
        server.answer(
                "/api/v1/search?q=npub1abc&limit=20",
                "{\"items\":[],\"nextCursor\":null,\"target\":{\"type\":\"person\",\"id\":\"ef01\"}}");

        assertThat(run("search", "npub1abc", "--url", server.url())).isZero();
        assertThat(out.toString()).startsWith("That names a person: ef01\n");
    }

    @Test
    void whatTheServerCallsABadRequestIsWrongUsage() {
        server.answer("/api/v1/users/nobody", 400, "{\"detail\":\"A public key is 64 hexadecimal digits\"}");

        assertThat(run("user", "nobody", "--url", server.url())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(server.url() + "/api/v1/users/nobody answers 400: A public key is 64 hexadecimal digits\n");
        assertThat(run("user", "unknown", "--url", server.url())).isEqualTo(1);
    }

    @Test
    void aRebuildIsStartedByTheAdministratorAndWatchedToItsEnd() {
        server.answer("/api/v1/admin/jobs/rebuild?component=note&component=zap", "{\"executionId\":7}")
                .answer("/api/v1/admin/jobs/executions/7", """
                        {"id":7,"status":"COMPLETED","startedAt":"2026-03-01T10:00:00Z","endedAt":"2026-03-01T10:00:02.5Z",
                         "progress":{"done":1200,"total":1199,"changed":3}}
                        """);

        assertThat(run("rebuild", "note", "zap", "--password", "secret", "--url", server.url()))
                .isZero();
        assertThat(server.requests())
                .containsExactly(
                        "POST /api/v1/admin/jobs/rebuild?component=note&component=zap Basic YWRtaW46c2VjcmV0",
                        "GET /api/v1/admin/jobs/executions/7 Basic YWRtaW46c2VjcmV0");
        assertThat(out.toString().lines())
                .containsExactly(
                        "█".repeat(30) + " 100 %  1,200 of 1,199 events",
                        "Rebuilt: 1,200 events in 2.5 s, 3 rows were not right.");
    }

    @Test
    void aRebuildThatFailedIsExitCode1() {
        server.answer("/api/v1/admin/jobs/rebuild", "{\"executionId\":8}")
                .answer("/api/v1/admin/jobs/executions/8", """
                        {"id":8,"status":"FAILED","startedAt":"2026-03-01T10:00:00Z","endedAt":"2026-03-01T10:00:01Z",
                         "progress":null}
                        """);

        assertThat(run("rebuild", "all", "--password", "secret", "--url", server.url()))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("Execution 8 has ended as FAILED");
    }

    @Test
    void theVersionNeedsNoServer() {
        assertThat(run("version", "--url", server.url())).isZero();
        assertThat(out.toString()).matches("observatory \\d+\\.\\d+\\.\\d+\\S*\nserver      does not answer\n");
    }

    @Test
    void theVersionOfTheServerIsShown() {
        server.answer("/api/v1/version", "{\"version\":\"9.8.7\"}");

        assertThat(run("version", "--url", server.url())).isZero();
        assertThat(out.toString()).endsWith("server      9.8.7\n");
    }

    @Test
    void aServerThatIsNotThereIsOneLineAndExitCode1() {
        String url = server.url();
        server.close();

        assertThat(run("stats", "--url", url)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("No answer from " + url + ". Is the observatory running?\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anErrorOfTheServerIsOneLineAndExitCode1() {
        assertThat(run("stats", "--url", server.url())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(server.url() + "/api/v1/network/overview answers 404: No such thing\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyzzy",
                "stats --watch 0",
                "stats --watch x",
                "trending --hours many",
                "user",
                "search",
                "rebuild --watch 5",
                "up --port 0",
                "up --port http",
                "up --replay /does/not/exist.jsonl",
                "up --replay /",
                "up --bogus"
            })
    void wrongUsageIsExitCode2(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Usage: observatory");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Observatory.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .execute(arguments);
    }
}
