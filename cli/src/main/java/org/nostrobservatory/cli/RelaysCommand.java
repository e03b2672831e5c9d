package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code observatory relays} */
@Command(name = "relays", description = "Shows the relays, their connection and what came from them.")
final class RelaysCommand extends ReportCommand {

    @Override
    JsonNode ask(Api api) {
        return api.getAll("/relays");
    }

    @Override
    String text(JsonNode relays, Ansi ansi) {
        TextTable table = new TextTable(
                "Relay",
                "network",
                "state",
                "connected at",
                "last event at",
                ">received",
                ">stored",
                ">duplicate",
                ">rejected",
                "last error");
        for (JsonNode relay : relays.path("items")) {
            JsonNode counters = relay.path("counters");
            table.row(
                    Fields.text(relay, "url"),
                    Fields.text(relay, "network"),
                    Fields.text(relay, "state"),
                    Fields.time(relay, "connectedAt"),
                    Fields.time(relay, "lastEventAt"),
                    Fields.number(counters, "received"),
                    Fields.number(counters, "stored"),
                    Fields.number(counters, "duplicate"),
                    Fields.number(RelayCounters.of(relay).rejectedInTotal()),
                    Fields.text(relay, "lastError"));
        }
        return table.text(ansi);
    }
}
