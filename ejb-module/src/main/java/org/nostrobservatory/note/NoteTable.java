package org.nostrobservatory.note;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Reads {@link Note}s: events with who wrote them and what was done to them. */
final class NoteTable {

    /** An event, and when it was signed, if that is known: it is found at once then. */
    record Key(Bytes id, Long createdAt) {}

    /**
     * Of events {@code wanted (place, id, earliest, latest)}. The text is cut here, because a thousand of a million characters
     * are more than memory holds.
     */
    private static final String READ = """
            select event.id, event.pubkey, event.created_at, event.kind, left(content, %d) as content,
                   substr(content_bytes, 1, %d) as content_bytes,
                   case when position('"content-warning"' in tags::text) > 0 then tags end as warning_tags,
                   coalesce(display_name, name) as name, nip05, picture, zaps, msat, replies, reposts, reactions,
                   trusted_zaps, trusted_msat, trusted_replies, trusted_reposts, trusted_reactions
            from (%%s) as wanted (place, id, earliest, latest)
            join event on event.id = wanted.id and event.created_at between earliest and latest
            left join profile on profile.pubkey = event.pubkey
            left join note_score on note_score.event_id = event.id
            where expires_at is null or expires_at > ?
            order by place""".formatted(Note.MAX_TEXT, 4 * Note.MAX_TEXT);

    private static final String BY_KEY = """
            select place, id, coalesce(at, 0), coalesce(at, 9223372036854775807) from unnest(?, ?, ?) as named (place, id, at)""";

    private final Database database;

    NoteTable(Database database) {
        this.database = database;
    }

    /** Those of these events that are stored and have not expired, in this order. */
    List<Note> read(List<Key> keys, long now) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<Integer> places = IntStream.range(0, keys.size()).boxed().toList();
        return select(
                BY_KEY,
                now,
                false,
                Column.of("integer", places, place -> place),
                Column.of("bytea", keys, Key::id),
                Column.of("bigint", keys, Key::createdAt));
    }

    /**
     * Those of these events that are stored and have not expired, in this order.
     *
     * @param wanted a query of their places, ids, and the times between which they were signed
     * @param trusted whether to count what trusted people did, and nothing else
     */
    List<Note> select(String wanted, long now, boolean trusted, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add(now);
        return database.query(READ.formatted(wanted), row -> read(row, trusted), all.toArray());
    }

    private static Note read(ResultSet row, boolean trusted) throws SQLException {
        return new Note(
                Database.bytes(row, "id"),
                row.getInt("kind"),
                row.getLong("created_at"),
                new Note.Author(
                        Database.bytes(row, "pubkey"),
                        row.getString("name"),
                        row.getString("nip05"),
                        row.getString("picture")),
                text(row),
                warning(row.getString("warning_tags")),
                NoteScores.engagement(row, trusted ? "trusted_" : ""));
    }

    private static String text(ResultSet row) throws SQLException {
        String content = row.getString("content");
        return content != null
                ? content
                : Database.text(new String(row.getBytes("content_bytes"), StandardCharsets.UTF_8), Note.MAX_TEXT);
    }

    private static String warning(String tags) {
        return Stream.ofNullable(tags)
                .flatMap(json -> ContentWarning.of(EventJson.parseTags(json)).stream())
                .map(warning -> warning.reason().orElse(""))
                .findFirst()
                .orElse(null);
    }
}
