package org.nostrobservatory.person;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** The small numbers that stand for keys. Given once, never taken away: lists hold them. */
final class PersonNumbers {

    private final Database database;

    PersonNumbers(Database database) {
        this.database = database;
    }

    /** The numbers of these keys; who has none gets one, and a row. Under {@code AdvisoryLock.PEOPLE}. */
    Map<Bytes, Integer> of(Collection<Bytes> keys) {
        Map<Bytes, Integer> numbers = new HashMap<>(2 * keys.size());
        List<Bytes> sorted = keys.stream().distinct().sorted().toList();
        read("select pubkey, number from person where pubkey = any (?)", sorted, numbers);
        // Not "on conflict": each conflict would use up a number, and there are only two billion.
        List<Bytes> unknown =
                sorted.stream().filter(key -> !numbers.containsKey(key)).toList();
        read("insert into person (pubkey) select * from unnest(?) returning pubkey, number", unknown, numbers);
        return numbers;
    }

    private void read(String sql, List<Bytes> keys, Map<Bytes, Integer> numbers) {
        if (!keys.isEmpty()) {
            database.query(
                    sql,
                    row -> numbers.put(Database.bytes(row, "pubkey"), row.getInt("number")),
                    Column.of("bytea", keys, key -> key));
        }
    }
}
