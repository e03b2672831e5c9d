package org.nostrobservatory.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * A table with rows that belong to one event each: inserted with it, deleted with it, never changed.
 *
 * @param <R> what becomes a row
 */
public final class EventRows<R> {

    /**
     * A column of the table.
     *
     * @param type as in {@link Column}
     * @param read what reads it out of a parameter's column of that type: its name, or an expression with it
     */
    public record Field<R>(String name, String type, String read, Function<R, ?> value) {

        public static <R> Field<R> of(String name, String type, Function<R, ?> value) {
            return new Field<>(name, type, name, value);
        }

        /** A column of type bytea[]: as an array of arrays cannot be taken apart, it travels as text. */
        public static <R> Field<R> ofArray(String name, Function<R, List<Bytes>> value) {
            return new Field<>(
                    name,
                    "text",
                    name + "::bytea[]",
                    row -> value.apply(row).stream()
                            .map(bytes -> "\"\\\\x" + bytes + "\"")
                            .collect(Collectors.joining(",", "{", "}")));
        }
    }

    private final Database database;
    private final List<Field<R>> fields;
    private final ProjectionTable table;
    private final String select;
    private final String insert;
    private final String delete;
    private final String deleteStrays;

    /**
     * @param name of the table
     * @param id the column with the event's id
     * @param key the columns of its primary key, that one among them, with commas
     */
    public EventRows(Database database, String name, String id, String key, List<Field<R>> fields) {
        this.database = database;
        this.fields = List.copyOf(fields);
        List<String> columns = fields.stream().map(Field::name).toList();
        table = new ProjectionTable(database, name, id, key, columns);
        select = "select %s from unnest(%s) as given (%s)"
                .formatted(
                        fields.stream().map(Field::read).collect(Collectors.joining(", ")),
                        fields.stream().map(field -> "?").collect(Collectors.joining(", ")),
                        String.join(", ", columns));
        insert = "insert into %s (%s) %s".formatted(name, String.join(", ", columns), select);
        delete = "delete from %s using unnest(?) as gone (id) where %s.%s = gone.id".formatted(name, name, id);
        deleteStrays =
                "delete from %s where not exists (select from event where event.id = %s.%s and event.kind = any (?))"
                        .formatted(name, name, id);
    }

    /** @param rows in the order of their keys */
    public void insert(List<R> rows) {
        if (!rows.isEmpty()) {
            database.update(insert, columns(rows));
        }
    }

    /** Deletes the rows of these events. */
    public void delete(List<Event> events) {
        database.update(delete, Column.of("bytea", events, Event::id));
    }

    /**
     * Makes the rows of these events these.
     *
     * @return how many were wrong, missing or too many
     */
    public int correct(List<Event> events, List<R> rows) {
        return events.isEmpty() ? 0 : table.correct(events, select, columns(rows));
    }

    /**
     * Deletes the rows whose event is not stored, or is of another kind than theirs.
     *
     * @param kinds what their events are
     * @return how many there were
     */
    public int deleteStrays(Integer... kinds) {
        return database.update(deleteStrays, new Column("integer", kinds));
    }

    private Object[] columns(List<R> rows) {
        List<Column> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(Column.of(field.type(), rows, field.value())));
        return columns.toArray();
    }
}
