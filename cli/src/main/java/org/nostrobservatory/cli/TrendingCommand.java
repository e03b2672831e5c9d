package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** {@code observatory trending} */
@Command(name = "trending", description = "Shows the hashtags and the notes that move people most.")
final class TrendingCommand extends ReportCommand {

    private static final int HASHTAG_COLUMNS = 40;

    @Mixin
    private RankingOptions ranking;

    @Override
    JsonNode ask(Api api) {
        ObjectNode trending = JsonNodeFactory.instance.objectNode();
        trending.set("hashtags", api.get("/trending/hashtags" + ranking.query()));
        trending.set("notes", api.get("/trending/notes" + ranking.query()));
        return trending;
    }

    @Override
    String text(JsonNode trending, Ansi ansi) {
        TextTable hashtags = new TextTable(">#", "Hashtag", ">mentions", ">authors", ">sats", ">score");
        int place = 0;
        for (JsonNode hashtag : Fields.items(trending.path("hashtags"))) {
            hashtags.row(
                    Fields.number(++place),
                    "#" + Fields.excerpt(hashtag, "hashtag", HASHTAG_COLUMNS),
                    Fields.number(hashtag, "mentionCount"),
                    Fields.number(hashtag, "uniqueAuthors"),
                    Fields.number(hashtag, "totalSats"),
                    Fields.number(hashtag, "trendScore"));
        }
        return hashtags.text(ansi) + "\n\n"
                + NoteTable.of(trending.path("notes")).text(ansi);
    }
}
