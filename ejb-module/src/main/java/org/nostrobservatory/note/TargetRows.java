package org.nostrobservatory.note;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * A table with one row for each event that was done to another one, its target. Whenever a row comes, goes or was wrong, its
 * target has changed.
 *
 * @param <R> what becomes a row
 */
final class TargetRows<R> {

    private final Database database;
    private final EventRows<R> rows;
    private final Function<R, Stream<Bytes>> changed;
    private final NoteChanges changes;
    private final Integer[] kinds;
    private final String targets;
    private final String strayTargets;

    /**
     * @param name of the table, whose key is {@code event_id}
     * @param target the column that names the target, null where there is none
     * @param changed the ids of the events that change with a row; its target, if it has one, among them
     * @param kinds of the events that have rows
     */
    TargetRows(
            Database database,
            String name,
            String target,
            Function<R, Stream<Bytes>> changed,
            List<Field<R>> fields,
            Integer... kinds) {
        this.database = database;
        this.changed = changed;
        this.kinds = kinds;
        rows = new EventRows<>(database, name, "event_id", "event_id", fields);
        changes = new NoteChanges(database);
        targets = "select %s as target from %s where event_id = any (?) and %s is not null"
                .formatted(target, name, target);
        strayTargets = """
                insert into note_change select %s from %s
                where %s is not null and not exists (select from event where id = event_id and kind = any (?))""".formatted(target, name, target);
    }

    /** @param added in the order of their keys */
    void insert(List<R> added) {
        rows.insert(added);
        changes.add(changedBy(added));
    }

    /** @param gone what {@code events} were */
    void delete(List<Event> events, List<R> gone) {
        rows.delete(events);
        changes.add(changedBy(gone));
    }

    /** Makes the rows of these events these. Answers how many were not right. */
    int correct(List<Event> events, List<R> right) {
        if (events.isEmpty()) {
            return 0;
        }
        List<Bytes> before =
                database.query(targets, row -> Database.bytes(row, "target"), Column.of("bytea", events, Event::id));
        int wrong = rows.correct(events, right);
        if (wrong > 0) {
            changes.add(before);
            changes.add(changedBy(right));
        }
        return wrong;
    }

    /** Deletes the rows whose event is not there. Answers how many there were. */
    int deleteStrays() {
        database.update(strayTargets, new Column("integer", kinds));
        return rows.deleteStrays(kinds);
    }

    private List<Bytes> changedBy(List<R> of) {
        return of.stream().flatMap(changed).toList();
    }
}
