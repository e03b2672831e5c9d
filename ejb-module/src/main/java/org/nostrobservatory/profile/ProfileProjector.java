package org.nostrobservatory.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.ingest.ProjectionTable;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Keeps the newest profile; at equal time the one with the lower id (NIP-01). */
@ApplicationScoped
class ProfileProjector implements EventProjector {

    /** Columns, and fields of the content. */
    private static final List<String> FIELDS =
            List.of("name", "display_name", "about", "picture", "banner", "website", "nip05", "lud06", "lud16");

    private static final String ROWS = "select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private record Row(Event event, ProfileContent content) {
        String text(String field) {
            return content.text(field);
        }
    }

    @Inject
    private Database database;

    protected ProfileProjector() {}

    ProfileProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.PROFILE;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = newest(events);
        if (!rows.isEmpty()) {
            upsert(rows);
        }
    }

    private static List<Row> newest(List<Event> events) {
        Map<Bytes, Row> newest = new HashMap<>();
        for (Event event : events) {
            ProfileContent.parse(event.content())
                    .ifPresent(content -> newest.merge(
                            event.pubkey(),
                            new Row(event, content),
                            (a, b) -> Event.CURRENT_LAST.compare(a.event(), b.event()) > 0 ? a : b));
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(row -> row.event().pubkey()))
                .toList();
    }

    private void upsert(List<Row> rows) {
        database.update("""
                insert into profile as old (pubkey, event_id, created_at, name, display_name, about, picture, banner,
                                            website, nip05, lud06, lud16)
                """ + ROWS + """

                on conflict (pubkey) do update
                set (event_id, created_at, name, display_name, about, picture, banner, website, nip05, lud06, lud16) =
                    (excluded.event_id, excluded.created_at, excluded.name, excluded.display_name, excluded.about,
                     excluded.picture, excluded.banner, excluded.website, excluded.nip05, excluded.lud06,
                     excluded.lud16)
                where (excluded.created_at, old.event_id) > (old.created_at, excluded.event_id)""", columns(rows));
    }

    private static Object[] columns(List<Row> rows) {
        Stream<Column> keys = Stream.of(
                Column.of("bytea", rows, row -> row.event().pubkey()),
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bigint", rows, row -> row.event().createdAt()));
        return Stream.concat(keys, FIELDS.stream().map(field -> Column.of("text", rows, row -> row.text(field))))
                .toArray();
    }

    @Override
    public void retract(List<Event> events) {
        List<Event> sorted =
                events.stream().sorted(Comparator.comparing(Event::pubkey)).toList();
        List<Bytes> lost = database.query(
                "delete from profile using unnest(?) as gone (id) where event_id = gone.id returning pubkey",
                row -> Database.bytes(row, "pubkey"),
                Column.of("bytea", sorted, Event::id));
        for (Bytes pubkey : lost) {
            project(database.query(
                    """
                    select id, created_at, content from event
                    where pubkey = ? and kind = 0 and content is not null""",
                    row -> new Event(
                            Database.bytes(row, "id"),
                            pubkey,
                            row.getLong("created_at"),
                            Kinds.PROFILE,
                            List.of(),
                            row.getString("content"),
                            Bytes.of(new byte[64])),
                    pubkey));
        }
    }

    @Override
    public int correct(Portion portion) {
        List<String> columns = new ArrayList<>(List.of("pubkey", "event_id", "created_at"));
        columns.addAll(FIELDS);
        return new ProjectionTable(database, "profile", "pubkey", "pubkey", columns)
                .correct(portion, ROWS, columns(newest(portion.versions(Kinds.PROFILE))));
    }
}
