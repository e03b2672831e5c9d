package org.nostrobservatory.ingest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** A table of a projector whose rows belong to an event or an author, and how some of them are made right. */
public final class ProjectionTable {

    private final Database database;
    private final String owner;
    private final String upsert;
    private final String delete;

    /**
     * @param name of the table
     * @param owner the column with the id or key that a row belongs to; an index begins with it
     * @param key the columns of its primary key, the owner among them, with commas
     * @param columns all its columns
     */
    public ProjectionTable(Database database, String name, String owner, String key, List<String> columns) {
        this.database = database;
        this.owner = owner;
        String all = String.join(", ", columns);
        String excluded = columns.stream().map(column -> "excluded." + column).collect(Collectors.joining(", "));
        // Only what differs is written: a right table costs reading and no more.
        upsert =
                "insert into %s (%s) (%%s) except select %s from %s where %%s on conflict (%s) do update set (%s) = row(%s)"
                        .formatted(name, all, all, name, key, all, excluded);
        delete = "delete from %s where %%s and (%s) not in (select %s from (%%s) as stored (%s))"
                .formatted(name, key, key, all);
    }

    /**
     * Makes the rows of a portion's authors what they should be.
     *
     * @param right a query with the columns of this table in their order: all rows that belong there
     * @param parameters of that query
     * @return how many rows were wrong, missing or too many
     */
    public int correct(Portion portion, String right, Object... parameters) {
        return correct(
                "%s > ? and %s <= ?".formatted(owner, owner),
                List.of(portion.after(), portion.upTo()),
                right,
                List.of(parameters));
    }

    /** Makes the rows of these events what they should be, as {@link #correct(Portion, String, Object...)}. */
    int correct(List<Event> events, String right, Object... parameters) {
        return correct(
                owner + " = any (?)", List.of(Column.of("bytea", events, Event::id)), right, List.of(parameters));
    }

    private int correct(String within, List<Object> bounds, String right, List<Object> parameters) {
        int written = database.update(upsert.formatted(right, within), joined(parameters, bounds));
        return written + database.update(delete.formatted(within, right), joined(bounds, parameters));
    }

    private static Object[] joined(List<Object> first, List<Object> second) {
        return Stream.concat(first.stream(), second.stream()).toArray();
    }
}
