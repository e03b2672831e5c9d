package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Parameters;

/** {@code observatory user} */
@Command(name = "user", description = "Shows who somebody is, and what that person does and gets.")
final class UserCommand extends ReportCommand {

    /** As much as anybody says about himself in one glance. */
    private static final int VALUE_COLUMNS = 100;

    @Parameters(paramLabel = "KEY", description = "The public key: hexadecimal, npub1… or nprofile1….")
    private String key;

    @Override
    JsonNode ask(Api api) {
        return api.get("/users/" + Api.encode(key));
    }

    @Override
    String text(JsonNode user, Ansi ansi) {
        JsonNode activity = user.path("activity");
        JsonNode zaps = user.path("zaps");
        TextTable profile = new TextTable("Profile", "");
        profile.row("npub", Fields.text(user, "npub"));
        profile.row("pubkey", Fields.text(user, "pubkey"));
        profile.row("trusted", user.path("trusted").asBoolean() ? "yes" : "no");
        user.path("profile").properties().stream()
                .filter(field -> field.getValue().isTextual()
                        && !field.getValue().asText().isBlank())
                .forEach(field -> profile.row(
                        field.getKey(), TerminalText.cut(field.getValue().asText(), VALUE_COLUMNS)));
        TextTable activityTable = new TextTable(
                        ">Events", ">notes", ">followers", ">follows", ">influence", "first seen", "last seen")
                .row(
                        Fields.number(activity, "totalEvents"),
                        Fields.number(activity, "notes"),
                        Fields.number(user, "followers"),
                        Fields.number(user, "follows"),
                        Fields.number(user.path("influence"), "value"),
                        Fields.time(activity, "firstSeen"),
                        Fields.time(activity, "lastSeen"));
        TextTable zapTable = new TextTable(">Zaps received", ">sats", ">zaps sent", ">sats")
                .row(
                        Fields.number(zaps, "receivedCount"),
                        Fields.number(zaps, "receivedSats"),
                        Fields.number(zaps, "sentCount"),
                        Fields.number(zaps, "sentSats"));
        return Stream.of(profile, activityTable, zapTable, NoteTable.of(user.path("topContent")))
                .map(table -> table.text(ansi))
                .collect(Collectors.joining("\n\n"));
    }
}
