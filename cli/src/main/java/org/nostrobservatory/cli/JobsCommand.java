package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code observatory jobs} */
@Command(
        name = "jobs",
        description =
                "Shows the latest jobs of data vending machines, those of one of them, or what became of one job.")
final class JobsCommand extends ReportCommand {

    private static final int TEXT_COLUMNS = 48;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "Of the request, or of any event that belongs to the job: hexadecimal, note1… or nevent1….")
    private String id;

    @Option(names = "--dvm", paramLabel = "KEY", description = "Those that this one was asked for or took up.")
    private String dvm;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "all",
            description = "Only those that are answered, unanswered, failed or undelivered (paid, and no result)."
                    + " Default: all.")
    private String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Entries at most, up to 1000. Default: 20.")
    private int limit;

    @Override
    JsonNode ask(Api api) {
        if (id != null) {
            return api.get("/dvm/jobs/" + Api.encode(id));
        }
        String query = "?state=" + Api.encode(state) + "&limit=" + limit;
        return api.get(dvm == null ? "/dvm/jobs" + query : "/dvm/providers/" + Api.encode(dvm) + "/jobs" + query);
    }

    @Override
    String text(JsonNode answer, Ansi ansi) {
        return id == null
                ? list(answer).text(ansi)
                : job(answer).text(ansi) + "\n\n" + steps(answer.path("job")).text(ansi);
    }

    private static TextTable list(JsonNode jobs) {
        TextTable table = new TextTable(
                "Requested at",
                "job",
                ">kind",
                "title",
                "state",
                ">results",
                ">feedback",
                ">first result",
                ">asked",
                ">paid");
        for (JsonNode job : Fields.items(jobs)) {
            table.row(
                    Fields.time(job, "requestedAt"),
                    Fields.id(job, "requestId"),
                    Fields.text(job, "kind"),
                    Fields.excerpt(job, "title", 24),
                    Fields.text(job, "state"),
                    Fields.number(job, "results"),
                    Fields.number(job, "feedbacks"),
                    JobFields.seconds(job, "firstResultSeconds"),
                    JobFields.sats(job, "askedMsat"),
                    JobFields.sats(job, "paidMsat"));
        }
        return table;
    }

    private static TextTable job(JsonNode job) {
        JsonNode summary = job.path("job");
        TextTable table = new TextTable("Job", "");
        table.row("request", Fields.text(summary, "requestId"));
        table.row("kind", Fields.text(summary, "kind") + " " + Fields.text(summary, "title"));
        table.row("customer", Fields.text(summary, "customer"));
        table.row("state", Fields.text(summary, "state"));
        return table;
    }

    private static TextTable steps(JsonNode job) {
        TextTable table = new TextTable(">After", "what", "by", "status", ">sats", "event", "text");
        for (JsonNode step : job.path("steps")) {
            table.row(
                    JobFields.seconds(step, "afterSeconds"),
                    Fields.text(step, "type"),
                    Fields.person(step),
                    Fields.text(step, "status"),
                    JobFields.sats(step, "amountMsat"),
                    Fields.id(step, "eventId"),
                    Fields.excerpt(step, "text", TEXT_COLUMNS));
        }
        return table;
    }
}
