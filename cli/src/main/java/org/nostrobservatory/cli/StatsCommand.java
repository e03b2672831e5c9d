package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code observatory stats} */
@Command(
        name = "stats",
        description = "Shows how many users, events, zaps and relays there are, and what zap receipts are worth.")
final class StatsCommand extends ReportCommand {

    @Override
    JsonNode ask(Api api) {
        return api.get("/network/overview");
    }

    @Override
    String text(JsonNode overview, Ansi ansi) {
        JsonNode users = overview.path("users");
        JsonNode events = overview.path("events");
        JsonNode zaps = overview.path("zaps");
        JsonNode relays = overview.path("relays");
        TextTable userTable = new TextTable(">Users", ">active 1 h", ">active 24 h", ">new 24 h")
                .row(
                        Fields.number(users, "total"),
                        Fields.number(users, "active1h"),
                        Fields.number(users, "active24h"),
                        Fields.number(users, "new24h"));
        TextTable eventTable = new TextTable(">Events", ">last hour", ">last 24 h", ">notes 24 h", ">per second")
                .row(
                        Fields.number(events, "total"),
                        Fields.number(events, "last1h"),
                        Fields.number(events, "last24h"),
                        Fields.number(events, "notes24h"),
                        Fields.number(events, "perSecond"));
        TextTable zapTable = new TextTable(">Zaps", ">last 24 h", ">sats", ">sats 24 h")
                .row(
                        Fields.number(zaps, "total"),
                        Fields.number(zaps, "last24h"),
                        Fields.number(zaps, "totalSats"),
                        Fields.number(zaps, "sats24h"));
        TextTable verdictTable = new TextTable("Receipts", ">all", ">last 24 h", ">sats", ">sats 24 h");
        for (JsonNode verdict : zaps.path("verdicts")) {
            verdictTable.row(
                    Fields.text(verdict, "verdict"),
                    Fields.number(verdict, "total"),
                    Fields.number(verdict, "last24h"),
                    Fields.number(verdict, "totalSats"),
                    Fields.number(verdict, "sats24h"));
        }
        TextTable relayTable = new TextTable(">Relays", ">online", ">collecting")
                .row(
                        Fields.number(relays, "known"),
                        Fields.number(relays, "online"),
                        Fields.number(relays, "collecting"));
        return Stream.of(userTable, eventTable, zapTable, verdictTable, relayTable)
                .map(table -> table.text(ansi))
                .collect(Collectors.joining("\n\n"));
    }
}
