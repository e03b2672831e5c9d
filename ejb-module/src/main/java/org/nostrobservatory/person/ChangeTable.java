package org.nostrobservatory.person;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Keys of which something is to be worked out again: transactions append, one timer takes out. What is taken was committed
 * together with the change that it reports, so whoever takes it sees the change.
 */
final class ChangeTable {

    private final Database database;
    private final String name;

    private ChangeTable(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Whose follow lists came or went. */
    static ChangeTable ofFollowLists(Database database) {
        return new ChangeTable(database, "follow_change");
    }

    /** Whose notes or zaps came or went. */
    static ChangeTable ofPeople(Database database) {
        return new ChangeTable(database, "person_change");
    }

    void add(Collection<Bytes> keys) {
        List<Bytes> distinct = keys.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            database.update(
                    "insert into " + name + " (pubkey) select * from unnest(?)",
                    Column.of("bytea", distinct, key -> key));
        }
    }

    /**
     * Takes out some.
     *
     * @param limit rows, of which several may name the same key
     * @return each key once, in order; empty if there are none left
     */
    List<Bytes> take(int limit) {
        return List.copyOf(new TreeSet<>(database.query(
                "delete from %1$s where ctid = any (array(select ctid from %1$s limit ?)) returning pubkey"
                        .formatted(name),
                row -> Database.bytes(row, "pubkey"),
                limit)));
    }
}
