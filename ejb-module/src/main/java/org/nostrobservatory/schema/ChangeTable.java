package org.nostrobservatory.schema;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database.Column;

/**
 * Keys of which something is to be worked out again (docs/decisions/0009): transactions append, one timer takes out. What is
 * taken was committed together with the change that it reports, so whoever takes it sees the change. What others append
 * meanwhile has rows of its own and is taken the next time. The table has one column of bytea and no index: rows are
 * taken from its beginning.
 */
public final class ChangeTable {

    /**
     * What was taken out.
     *
     * @param keys each once, in order
     * @param rows how many named them
     */
    public record Taken(List<Bytes> keys, int rows) {}

    private final Database database;
    private final String insert;
    private final String delete;

    /** @param column the table's only one */
    public ChangeTable(Database database, String table, String column) {
        this.database = database;
        insert = "insert into %s (%s) select * from unnest(?)".formatted(table, column);
        delete = "delete from %1$s where ctid = any (array(select ctid from %1$s limit ?)) returning %2$s as key"
                .formatted(table, column);
    }

    /**
     * Notes these down: one statement, and none for no keys.
     *
     * @param keys in any order, also several times; none null
     */
    public void add(Collection<Bytes> keys) {
        List<Bytes> distinct = keys.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            database.update(insert, Column.of("bytea", distinct, key -> key));
        }
    }

    /**
     * Takes out some.
     *
     * @param limit rows, of which several may name the same key
     */
    public Taken take(int limit) {
        List<Bytes> rows = database.query(delete, row -> Database.bytes(row, "key"), limit);
        return new Taken(List.copyOf(new TreeSet<>(rows)), rows.size());
    }
}
