package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ThreadPosition;
import org.nostrobservatory.schema.Database;

/** Notes and their places in threads (NIP-10). */
@ApplicationScoped
class NoteProjector implements EventProjector {

    private record Row(Event event, ThreadPosition position) {}

    private final EventRows<Row> notes;

    protected NoteProjector() {
        notes = null;
    }

    @Inject
    NoteProjector(Database database) {
        notes = new EventRows<>(
                database,
                "note",
                "event_id",
                "event_id",
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of(
                                "root_id", "bytea", row -> row.position().root().orElse(null)),
                        Field.of(
                                "parent_id",
                                "bytea",
                                row -> row.position().parent().orElse(null))));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.NOTE;
    }

    @Override
    public void project(List<Event> events) {
        notes.insert(rows(events));
    }

    @Override
    public void retract(List<Event> events) {
        notes.delete(events);
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.NOTE);
        return notes.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return notes.deleteStrays(Kinds.NOTE);
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .map(event -> new Row(event, ThreadPosition.of(event)))
                .toList();
    }
}
