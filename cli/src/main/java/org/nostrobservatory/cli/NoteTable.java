package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes in the order of a ranking, with their authors, unless they are all of one, and what people did to them. */
final class NoteTable {

    private static final int TEXT_COLUMNS = 48;

    /** Field and heading; not every ranking has all of them. */
    private static final Map<String, String> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("zapTotalSats", ">sats");
        FIGURES.put("zapCount", ">zaps");
        FIGURES.put("replyCount", ">replies");
        FIGURES.put("repostCount", ">reposts");
        FIGURES.put("reactionCount", ">reactions");
        FIGURES.put("viralityScore", ">score");
    }

    private NoteTable() {}

    static TextTable of(JsonNode notes) {
        JsonNode items = Fields.items(notes);
        List<String> figures = FIGURES.keySet().stream()
                .filter(field -> items.path(0).has(field))
                .toList();
        boolean ofOne = !items.path(0).has("name");
        List<String> headings =
                new ArrayList<>(ofOne ? List.of(">#", "Note", "text") : List.of(">#", "Note", "author", "text"));
        figures.forEach(field -> headings.add(FIGURES.get(field)));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        int place = 0;
        for (JsonNode note : items) {
            List<String> cells = new ArrayList<>(List.of(Fields.number(++place), Fields.id(note, "eventId")));
            if (!ofOne) {
                cells.add(Fields.person(note));
            }
            cells.add(Fields.excerpt(note, "content", TEXT_COLUMNS));
            figures.forEach(field -> cells.add(Fields.number(note, field)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
