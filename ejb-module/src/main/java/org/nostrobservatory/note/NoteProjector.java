package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
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

    private final Database database;
    private final NoteChanges changes;
    private final TargetRows<Row> notes;

    protected NoteProjector() {
        database = null;
        changes = null;
        notes = null;
    }

    @Inject
    NoteProjector(Database database) {
        this.database = database;
        changes = new NoteChanges(database);
        notes = new TargetRows<>(
                database,
                "note",
                "parent_id",
                // What was done to a note may be there before the note is.
                row -> Stream.concat(Stream.of(row.event().id()), row.position().parent().stream()),
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of(
                                "root_id", "bytea", row -> row.position().root().orElse(null)),
                        Field.of(
                                "parent_id",
                                "bytea",
                                row -> row.position().parent().orElse(null))),
                Kinds.NOTE);
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
        notes.delete(events, rows(events));
    }

    /** Has every note counted again, because {@code note_score} may be wrong though all it is made of is right. */
    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.NOTE);
        changes.add(events.stream().map(Event::id).toList());
        return notes.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        int strays = notes.deleteStrays();
        database.update("insert into note_change select event_id from note_score"
                + " where not exists (select from note where note.event_id = note_score.event_id)");
        return strays;
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .map(event -> new Row(event, ThreadPosition.of(event)))
                .toList();
    }
}
