package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** {@code observatory top-zapped} */
@Command(name = "top-zapped", description = "Shows the notes that got most sats.")
final class TopZappedCommand extends ReportCommand {

    @Mixin
    private RankingOptions ranking;

    @Override
    JsonNode ask(Api api) {
        return api.get("/zaps/top-notes" + ranking.query());
    }

    @Override
    String text(JsonNode notes, Ansi ansi) {
        return NoteTable.of(notes).text(ansi);
    }
}
