package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Notes in the order of a ranking, with what people did to them. */
final class NoteTable {

    private static final int TEXT_COLUMNS = 48;

    private NoteTable() {}

    static TextTable of(JsonNode notes) {
        TextTable table = new TextTable(
                ">#", "Note", "author", "text", ">sats", ">zaps", ">replies", ">reposts", ">reactions", ">score");
        int place = 0;
        for (JsonNode note : Fields.items(notes)) {
            table.row(
                    Fields.number(++place),
                    Fields.id(note, "eventId"),
                    Fields.person(note),
                    Fields.excerpt(note, "content", TEXT_COLUMNS),
                    Fields.number(note, "zapTotalSats"),
                    Fields.number(note, "zapCount"),
                    Fields.number(note, "replyCount"),
                    Fields.number(note, "repostCount"),
                    Fields.number(note, "reactionCount"),
                    Fields.number(note, "viralityScore"));
        }
        return table;
    }
}
