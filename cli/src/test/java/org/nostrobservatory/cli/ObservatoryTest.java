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
             "zaps":{"total":5,"last24h":1,"totalSats":21000,"sats24h":null},
             "relays":{"known":4,"online":3,"collecting":2}}
            """;

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
                        """).answer("/api/v1/relays?limit=1000&cursor=a+b", """
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
                "bogus",
                "stats --watch 0",
                "stats --watch x",
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
