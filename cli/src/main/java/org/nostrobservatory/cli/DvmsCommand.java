package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code observatory dvms} */
@Command(
        name = "dvms",
        description = "Shows data vending machines: what they answer, how fast, and what they get for it.")
final class DvmsCommand extends ReportCommand {

    @Mixin
    private JobWindowOptions window;

    @Option(
            names = "--by",
            paramLabel = "ORDER",
            defaultValue = "responses",
            description = "Sorted by responses, feedback, answered, latency, earned, customers, seen or name."
                    + " Default: responses.")
    private String by;

    @Option(
            names = "--find",
            paramLabel = "TEXT",
            description = "Only those whose name, description or key has this in it.")
    private String text;

    @Override
    JsonNode ask(Api api) {
        return api.get("/dvm/providers" + window.query() + "&by=" + Api.encode(by)
                + (text == null ? "" : "&q=" + Api.encode(text)));
    }

    @Override
    String text(JsonNode dvms, Ansi ansi) {
        TextTable table = new TextTable(
                ">#",
                "DVM",
                ">responses",
                ">feedback",
                ">jobs",
                ">answered",
                ">p50",
                ">p95",
                ">errors",
                ">sats",
                ">customers",
                "last seen");
        int place = 0;
        for (JsonNode dvm : Fields.items(dvms)) {
            JsonNode jobs = dvm.path("jobs");
            table.row(
                    Fields.number(++place),
                    Fields.person(dvm),
                    Fields.number(dvm, "responses"),
                    Fields.number(dvm, "feedback"),
                    Fields.number(jobs, "jobs"),
                    JobFields.percent(jobs, "answeredShare"),
                    JobFields.seconds(jobs.path("firstResult"), "p50Seconds"),
                    JobFields.seconds(jobs.path("firstResult"), "p95Seconds"),
                    JobFields.percent(jobs, "errorShare"),
                    JobFields.sats(jobs, "earnedMsat"),
                    Fields.number(jobs, "customers"),
                    Fields.time(dvm, "lastSeen"));
        }
        return table.text(ansi);
    }
}
