package org.nostrobservatory.note;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nostrobservatory.ingest.Months;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.NoteShape;
import org.nostrobservatory.score.Window;

/** Notes, and what was done to them. */
@Stateless
public class Notes {

    /** What trending notes are sorted by. Notes of which there is none are left out. */
    public enum By {
        VIRALITY("%srank"),
        /** Sats, then the number of zaps. */
        ZAPS("%smsat", "%szaps"),
        REPLIES("%sreplies"),
        REPOSTS("%sreposts"),
        REACTIONS("%sreactions");

        private final List<String> columns;

        By(String... columns) {
            this.columns = List.of(columns);
        }

        private String filter(String prefix) {
            return this == VIRALITY
                    ? prefix + "rank is not null"
                    : columns.get(0).formatted(prefix) + " > 0";
        }

        /** At equal numbers, the more viral. */
        private String order(String prefix) {
            String all = String.join(" desc, ", columns).formatted(prefix, prefix) + " desc";
            return this == VIRALITY ? all : all + ", %srank desc".formatted(prefix);
        }
    }

    /**
     * How many people reacted so, the author left out.
     *
     * @param symbol an emoji, a {@code :shortcode:}, a short text; {@code +} is a like and {@code -} a dislike (NIP-25)
     */
    public record Symbol(String symbol, long people) {}

    /** Of a note to which more was done not all is counted. */
    private static final int MAX_COUNTED = 100_000;

    private static final String TRENDING = """
            select row_number() over (order by %s, event_id), event_id, created_at
            from (select * from note_score where created_at > ? and created_at <= ? and %s
                  order by %s, event_id limit ?) as top""";

    @Inject
    private Database database;

    public Notes() {}

    Notes(Database database) {
        this.database = database;
    }

    /**
     * The notes of a window that people did most to.
     *
     * @param now unix seconds: the window ends then, and notes dated later are left out
     * @param trusted whether only what trusted people did counts
     * @param limit how many at most
     */
    public List<Note> trending(Window window, By by, boolean trusted, int limit, long now) {
        String prefix = trusted ? "trusted_" : "";
        String order = by.order(prefix);
        return new NoteTable(database)
                .select(
                        TRENDING.formatted(order, by.filter(prefix), order),
                        Months.of(LongStream.of(now - window.seconds(), now)),
                        now,
                        trusted,
                        now - window.seconds(),
                        now,
                        limit);
    }

    /** Those of these events that are stored and have not expired, in this order. */
    public List<Note> find(List<Bytes> ids, long now) {
        return new NoteTable(database)
                .read(ids.stream().map(id -> new NoteTable.Key(id, null)).toList(), now);
    }

    /** The event of this id, unless it has expired. */
    public Optional<Note> find(Bytes id, long now) {
        return find(List.of(id), now).stream().findFirst();
    }

    /** The same, at once: where it is known when the event was signed. */
    public Optional<Note> find(Bytes id, long createdAt, long now) {
        return new NoteTable(database)
                .read(List.of(new NoteTable.Key(id, createdAt)), now).stream().findFirst();
    }

    /** What can be said of a note by its looks; empty for all but notes, and for those that a rebuild has not reached yet. */
    public Optional<Looks> looks(Bytes id) {
        return database.find(
                """
                select length, media, hashtags, urls, mentions, language, bridge, root_id, parent_id
                from note left join search_document using (event_id) where event_id = ? and length is not null""",
                row -> new Looks(
                        new NoteShape(
                                row.getInt("length"),
                                row.getBoolean("media"),
                                row.getInt("hashtags"),
                                row.getInt("urls"),
                                row.getInt("mentions"),
                                row.getBytes("parent_id") != null),
                        row.getString("language"),
                        row.getString("bridge"),
                        Database.bytes(row, "root_id"),
                        Database.bytes(row, "parent_id")),
                id);
    }

    /** How people reacted to an event: dislikes first, then what most people chose; of at most {@value #MAX_COUNTED} reactions. */
    public List<Symbol> symbols(Bytes id, int limit) {
        return database.query(
                """
                select content, count(distinct pubkey) as people
                from (select reaction.content, reaction.pubkey
                      from reaction left join note on note.event_id = target_id
                      where target_id = ? and reaction.pubkey is distinct from note.pubkey limit ?) as counted
                group by content order by content <> '-', people desc, content limit ?""", row -> new Symbol(row.getString("content"), row.getLong("people")), id, MAX_COUNTED, limit);
    }
}
