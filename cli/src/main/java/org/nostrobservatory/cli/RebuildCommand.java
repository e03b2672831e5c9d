package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code observatory rebuild} */
@Command(
        name = "rebuild",
        description =
                "Makes what was derived from the stored events right again, while the server goes on collecting and"
                        + " answering. Ctrl-C ends the watching, not the rebuild.")
final class RebuildCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 500;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMPONENT",
            arity = "0..*",
            description = "profile, note, zap, person, search, network (counters), ingest (current versions), or all."
                    + " Default: all.")
    private List<String> components = List.of();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:OBSERVATORY_URL:-http://127.0.0.1:8080}",
            description = "Where the server is. Default: OBSERVATORY_URL, or http://127.0.0.1:8080.")
    private String url;

    @Option(names = "--json", description = "Print the outcome as JSON, and no progress.")
    private boolean json;

    @Mixin
    private AdminLogin login;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        Api api = new Api(url, login.authorization());
        long id = api.post("/admin/jobs/rebuild" + query()).path("executionId").asLong();
        PrintWriter out = spec.commandLine().getOut();
        ProgressBar bar =
                new ProgressBar(out, spec.commandLine().getColorScheme().ansi(), "events");
        JsonNode execution = api.get("/admin/jobs/executions/" + id);
        while (!execution.path("endedAt").isTextual()) {
            show(bar, execution);
            Thread.sleep(POLL_MILLIS);
            execution = api.get("/admin/jobs/executions/" + id);
        }
        if (json) {
            out.println(execution.toPrettyString());
        } else {
            show(bar, execution);
            bar.end();
            out.println(outcome(execution));
        }
        out.flush();
        return isComplete(execution) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private String query() {
        return components.isEmpty() || components.contains("all")
                ? ""
                : components.stream()
                        .map(component -> "component=" + URLEncoder.encode(component, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private void show(ProgressBar bar, JsonNode execution) {
        JsonNode progress = execution.path("progress");
        if (!json && progress.isObject()) {
            bar.show(progress.path("done").asLong(), progress.path("total").asLong());
        }
    }

    private static String outcome(JsonNode execution) {
        JsonNode progress = execution.path("progress");
        Duration time = Duration.between(
                Instant.parse(execution.path("startedAt").asText()),
                Instant.parse(execution.path("endedAt").asText()));
        String figures = "%s events in %s s, %s rows were not right"
                .formatted(
                        Fields.number(progress, "done"),
                        String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0),
                        Fields.number(progress, "changed"));
        return isComplete(execution)
                ? "Rebuilt: " + figures + "."
                : "Execution %s has ended as %s: %s until then. The server's log may say why; it can be run again."
                        .formatted(
                                execution.path("id").asText(),
                                execution.path("status").asText(),
                                figures);
    }

    private static boolean isComplete(JsonNode execution) {
        return execution.path("status").asText().equals("COMPLETED");
    }
}
