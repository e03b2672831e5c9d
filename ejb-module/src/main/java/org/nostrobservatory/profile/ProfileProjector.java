package org.nostrobservatory.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Keeps the newest profile; at equal time the one with the lower id (NIP-01). */
@ApplicationScoped
class ProfileProjector implements EventProjector {

    private static final Comparator<Event> CURRENT_LAST =
            Comparator.comparingLong(Event::createdAt).thenComparing(Event::id, Comparator.reverseOrder());

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
        Map<Bytes, Row> newest = new HashMap<>();
        for (Event event : events) {
            ProfileContent.parse(event.content())
                    .ifPresent(content -> newest.merge(
                            event.pubkey(),
                            new Row(event, content),
                            (a, b) -> CURRENT_LAST.compare(a.event(), b.event()) > 0 ? a : b));
        }
        List<Row> rows = newest.values().stream()
                .sorted(Comparator.comparing(row -> row.event().pubkey()))
                .toList();
        if (!rows.isEmpty()) {
            upsert(rows);
        }
    }

    private void upsert(List<Row> rows) {
        database.update(
                """
                insert into profile as old (pubkey, event_id, created_at, name, display_name, about, picture, banner,
                                            website, nip05, lud06, lud16)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (pubkey) do update
                set (event_id, created_at, name, display_name, about, picture, banner, website, nip05, lud06, lud16) =
                    (excluded.event_id, excluded.created_at, excluded.name, excluded.display_name, excluded.about,
                     excluded.picture, excluded.banner, excluded.website, excluded.nip05, excluded.lud06,
                     excluded.lud16)
                where (excluded.created_at, old.event_id) > (old.created_at, excluded.event_id)""",
                Column.of("bytea", rows, row -> row.event().pubkey()),
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bigint", rows, row -> row.event().createdAt()),
                Column.of("text", rows, row -> row.text("name")),
                Column.of("text", rows, row -> row.text("display_name")),
                Column.of("text", rows, row -> row.text("about")),
                Column.of("text", rows, row -> row.text("picture")),
                Column.of("text", rows, row -> row.text("banner")),
                Column.of("text", rows, row -> row.text("website")),
                Column.of("text", rows, row -> row.text("nip05")),
                Column.of("text", rows, row -> row.text("lud06")),
                Column.of("text", rows, row -> row.text("lud16")));
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
}
