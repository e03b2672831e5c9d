package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code observatory search} */
@Command(name = "search", description = "Looks for words in profiles, notes, comments and articles.")
final class SearchCommand extends ReportCommand {

    private static final int TEXT_COLUMNS = 80;

    @Parameters(
            paramLabel = "TEXT",
            arity = "1..*",
            description = "Words to look for. Put -- before words that begin with a hyphen.")
    private List<String> words;

    @Option(
            names = "--kinds",
            paramLabel = "KINDS",
            description = "0 (profiles), 1 (notes), 1111 (comments), 30023 (articles), with commas. Default: all.")
    private String kinds;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Events at most, up to 100. Default: 20.")
    private int limit;

    @Override
    JsonNode ask(Api api) {
        return api.get("/search?q=" + Api.encode(String.join(" ", words))
                + (kinds == null ? "" : "&kinds=" + Api.encode(kinds)) + "&limit=" + limit);
    }

    @Override
    String text(JsonNode found, Ansi ansi) {
        TextTable table = new TextTable("Time", ">kind", "event", "author", "text");
        for (JsonNode event : Fields.items(found)) {
            table.row(
                    Fields.time(event, "createdAt"),
                    Fields.text(event, "kind"),
                    Fields.id(event, "eventId"),
                    Fields.person(event),
                    Fields.excerpt(event, "content", TEXT_COLUMNS));
        }
        JsonNode target = found.path("target");
        return target.isObject()
                ? "That names a%s: %s\n\n%s"
                        .formatted(
                                target.path("type").asText().equals("person") ? " person" : "n event",
                                TerminalText.clean(target.path("id").asText()),
                                table.text(ansi))
                : table.text(ansi);
    }
}
