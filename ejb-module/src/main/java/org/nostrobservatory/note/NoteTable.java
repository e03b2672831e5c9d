package org.nostrobservatory.note;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.Months;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Reads {@link Note}s: events with who wrote them and what was done to them. */
final class NoteTable {

    /** An event, and when it was signed; null if that is not known, and has to be found out. */
    record Key(Bytes id, Long createdAt) {}

    /**
     * Of events {@code wanted (place, id, at)}. The text is cut here, because a thousand of a million characters are more than
     * memory holds. Limits keep PostgreSQL, which guesses that the events are many, from reading whole tables of profiles and
     * scores for a hundred of them.
     */
    private static final String READ = """
            select event.id, event.pubkey, event.created_at, event.kind, left(content, %d) as content,
                   substr(content_bytes, 1, %d) as content_bytes,
                   case when position('"content-warning"' in tags::text) > 0 then tags end as warning_tags,
                   coalesce(display_name, name) as name, nip05, picture, zaps, msat, replies, reposts, reactions,
                   trusted_zaps, trusted_msat, trusted_replies, trusted_reposts, trusted_reactions
            from (%%s) as wanted (place, id, at)
            join event on event.id = wanted.id and event.created_at between at and at and %s
            left join lateral (select * from profile where profile.pubkey = event.pubkey limit 1) as profile on true
            left join lateral (select * from note_score where event_id = event.id limit 1) as note_score on true
            where expires_at is null or expires_at > ?
            order by place""".formatted(Note.MAX_TEXT, 4 * Note.MAX_TEXT, Months.CONDITION);

    private static final String BY_KEY = "select * from unnest(?, ?, ?)";

    private final Database database;

    NoteTable(Database database) {
        this.database = database;
    }

    /** Those of these events that are stored and have not expired, in this order. */
    List<Note> read(List<Key> keys, long now) {
        List<Key> timed = withTimes(keys);
        if (timed.isEmpty()) {
            return List.of();
        }
        List<Integer> places = IntStream.range(0, timed.size()).boxed().toList();
        return select(
                BY_KEY,
                Months.of(timed.stream().mapToLong(Key::createdAt)),
                now,
                false,
                Column.of("integer", places, place -> place),
                Column.of("bytea", timed, Key::id),
                Column.of("bigint", timed, Key::createdAt));
    }

    /** Those that are stored. One look into each month for all whose time is not known, and one statement that is the same for all. */
    private List<Key> withTimes(List<Key> keys) {
        List<Key> timeless =
                keys.stream().filter(key -> key.createdAt() == null).toList();
        if (timeless.isEmpty()) {
            return keys;
        }
        Map<Bytes, Key> found = new HashMap<>();
        database.query(
                "select id, created_at from event where id = any (?)",
                row -> found.put(
                        Database.bytes(row, "id"), new Key(Database.bytes(row, "id"), row.getLong("created_at"))),
                Column.of("bytea", timeless, Key::id));
        return keys.stream()
                .map(key -> key.createdAt() == null ? found.get(key.id()) : key)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Those of these events that are stored and have not expired, in this order.
     *
     * @param wanted a query of their places, their ids, and when they were signed
     * @param months in which all of them were signed
     * @param trusted whether to count what trusted people did, and nothing else
     * @param parameters of the query
     */
    List<Note> select(String wanted, Months months, long now, boolean trusted, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of(months.from(), months.to(), now));
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
