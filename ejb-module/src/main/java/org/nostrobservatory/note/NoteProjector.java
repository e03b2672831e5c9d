package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ThreadPosition;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Notes and their places in threads (NIP-10). */
@ApplicationScoped
class NoteProjector implements EventProjector {

    private record Row(Event event, ThreadPosition position) {}

    @Inject
    private Database database;

    protected NoteProjector() {}

    NoteProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.NOTE;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = events.stream()
                .sorted(Comparator.comparing(Event::id))
                .map(event -> new Row(event, ThreadPosition.of(event)))
                .toList();
        database.update(
                """
                insert into note (event_id, pubkey, created_at, root_id, parent_id)
                select * from unnest(?, ?, ?, ?, ?)""",
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bytea", rows, row -> row.event().pubkey()),
                Column.of("bigint", rows, row -> row.event().createdAt()),
                Column.of("bytea", rows, row -> row.position().root().orElse(null)),
                Column.of("bytea", rows, row -> row.position().parent().orElse(null)));
    }

    @Override
    public void retract(List<Event> events) {
        database.update(
                "delete from note using unnest(?) as gone (id) where event_id = gone.id",
                Column.of("bytea", events, Event::id));
    }
}
