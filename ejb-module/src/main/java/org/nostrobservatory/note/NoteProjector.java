package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ThreadPosition;
import org.nostrobservatory.schema.Database;

/** Notes, their places in threads (NIP-10), and what their texts hold. */
@ApplicationScoped
class NoteProjector implements EventProjector {

    private record Row(Event event, ThreadPosition position, NoteContents contents) {}

    private record HashtagRow(Event event, String hashtag) {}

    private final Database database;
    private final NoteChanges changes;
    private final TargetRows<Row> notes;
    private final EventRows<HashtagRow> hashtags;

    protected NoteProjector() {
        database = null;
        changes = null;
        notes = null;
        hashtags = null;
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
                                row -> row.position().parent().orElse(null)),
                        Field.of("length", "integer", row -> row.contents().length()),
                        Field.of(
                                "hashtags",
                                "integer",
                                row -> row.contents().hashtags().size()),
                        Field.of("urls", "integer", row -> row.contents().urls()),
                        Field.of("media", "boolean", row -> row.contents().media()),
                        Field.of("mentions", "integer", row -> row.contents().mentions()),
                        Field.of("warning", "text", row -> row.contents().warning()),
                        Field.of("bridge", "text", row -> row.contents().bridge())),
                Kinds.NOTE);
        hashtags = new EventRows<>(
                database,
                "note_hashtag",
                "event_id",
                "event_id, hashtag",
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("hashtag", "text", HashtagRow::hashtag),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt())));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.NOTE;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = rows(events);
        notes.insert(rows);
        hashtags.insert(hashtags(rows));
    }

    @Override
    public void retract(List<Event> events) {
        notes.delete(events, rows(events));
        hashtags.delete(events);
    }

    /** Has every note counted again, because {@code note_score} may be wrong though all it is made of is right. */
    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.NOTE);
        changes.add(events.stream().map(Event::id).toList());
        List<Row> rows = rows(events);
        return notes.correct(events, rows) + hashtags.correct(events, hashtags(rows));
    }

    @Override
    public int correctRest() {
        int strays = notes.deleteStrays() + hashtags.deleteStrays(Kinds.NOTE);
        database.update("insert into note_change select event_id from note_score"
                + " where not exists (select from note where note.event_id = note_score.event_id)");
        return strays;
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .map(event -> new Row(event, ThreadPosition.of(event), NoteContents.of(event)))
                .toList();
    }

    private static List<HashtagRow> hashtags(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.contents().hashtags().stream().map(name -> new HashtagRow(row.event(), name)))
                .toList();
    }
}
