package org.nostrobservatory.web.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.search.Named;
import org.nostrobservatory.search.Preview;
import org.nostrobservatory.search.Search;
import org.nostrobservatory.web.event.EventCursor;

/** What was found. */
@Schema(name = "SearchAnswer")
public record SearchDocument(
        @Schema(description = "The newest first") List<Item> items,

        @Schema(description = "The cursor of the next part; null if this is the last")
        String nextCursor,

        @Schema(description = "Where to go instead, if the query is nothing but an id or a key; otherwise null")
        Target target) {

    /** A text that was found. */
    @Schema(name = "SearchItem")
    public record Item(
            @Schema(type = SchemaType.STRING, description = "Hex")
            Bytes eventId,

            @Schema(type = SchemaType.STRING, description = "The author, hex")
            Bytes pubkey,

            @Schema(description = "What the author is called; null if that is not known")
            String name,

            @Schema(description = "0: profile, 1: note, 1111: comment, 30023: article")
            int kind,

            @Schema(description = "Unix seconds, as the author claims")
            long createdAt,

            @Schema(description = "The same in ISO-8601; the last second of the year 9999 for what is later")
            Instant time,

            @Schema(description = "The piece of the text around the first match: a stranger's words, not HTML")
            String content,

            @Schema(description = "The pieces of content that match, in UTF-16 units; end is after the last")
            List<Preview.Range> matches) {}

    /** What an id or key names. */
    @Schema(name = "SearchTarget")
    public record Target(
            @Schema(enumeration = {"person", "event"}) String type,

            @Schema(type = SchemaType.STRING, description = "Public key or event id, hex")
            Bytes id) {}

    /** Nothing but what the query names, if anything. */
    static SearchDocument nothing(Optional<Named> named) {
        return new SearchDocument(List.of(), null, target(named));
    }

    static SearchDocument of(Search.Part part, Optional<Named> named) {
        return new SearchDocument(
                part.found().stream().map(SearchDocument::item).toList(),
                part.next().map(EventCursor::write).orElse(null),
                target(named));
    }

    private static Target target(Optional<Named> named) {
        return named.map(it -> new Target(it.type() == Named.Type.PERSON ? "person" : "event", it.id()))
                .orElse(null);
    }

    private static Item item(Search.Found found) {
        return new Item(
                found.event().id(),
                found.event().pubkey(),
                found.author().name(),
                found.event().kind(),
                found.event().createdAt(),
                UnixTime.instant(found.event().createdAt()),
                found.preview().text(),
                found.preview().matches());
    }
}
