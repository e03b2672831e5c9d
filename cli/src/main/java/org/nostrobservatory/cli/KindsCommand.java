package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code observatory kinds} */
@Command(name = "kinds", description = "Shows kinds of jobs: how many are asked for, and how they are answered.")
final class KindsCommand extends ReportCommand {

    private static final int TITLE_COLUMNS = 30;

    @Mixin
    private JobWindowOptions window;

    @Option(
            names = "--by",
            paramLabel = "ORDER",
            defaultValue = "requests",
            description = "Sorted by requests, responses, dvms, answered, latency, earned, seen or kind."
                    + " Default: requests.")
    private String by;

    @Override
    JsonNode ask(Api api) {
        return api.get("/dvm/kinds" + window.query() + "&by=" + Api.encode(by));
    }

    @Override
    String text(JsonNode kinds, Ansi ansi) {
        TextTable table = new TextTable(
                ">Kind",
                "title",
                ">requests",
                ">responses",
                ">DVMs",
                ">answered",
                ">p50",
                ">p95",
                ">errors",
                ">sats",
                "last seen");
        for (JsonNode kind : Fields.items(kinds)) {
            JsonNode jobs = kind.path("jobs");
            table.row(
                    Fields.text(kind, "kind"),
                    Fields.excerpt(kind, "title", TITLE_COLUMNS),
                    Fields.number(kind, "requests"),
                    Fields.number(kind, "responses"),
                    Fields.number(kind, "dvms"),
                    JobFields.percent(jobs, "answeredShare"),
                    JobFields.seconds(jobs.path("firstResult"), "p50Seconds"),
                    JobFields.seconds(jobs.path("firstResult"), "p95Seconds"),
                    JobFields.percent(jobs, "errorShare"),
                    JobFields.sats(jobs, "earnedMsat"),
                    Fields.time(kind, "lastSeen"));
        }
        return table.text(ansi);
    }
}
