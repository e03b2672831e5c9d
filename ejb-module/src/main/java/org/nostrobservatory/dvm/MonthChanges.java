package org.nostrobservatory.dvm;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Tells which months have to be computed again, as {@link JobChanges} does for jobs: whoever changes something that a month's
 * numbers are made of says so in the same transaction. One row a call and month.
 */
final class MonthChanges {

    private final Database database;

    MonthChanges(Database database) {
        this.database = database;
    }

    /** Something dated at these times (unix seconds) has changed. */
    void add(Collection<Long> times) {
        add(times, 0);
    }

    /** Events have come that are dated at these times (unix seconds). */
    void addCome(Collection<Long> times) {
        add(times, 1);
    }

    private void add(Collection<Long> times, int came) {
        Map<Integer, Integer> months = new TreeMap<>();
        times.forEach(time -> months.merge(MonthNumber.of(time), came, Integer::sum));
        months.remove(MonthNumber.NONE);
        if (!months.isEmpty()) {
            List<Map.Entry<Integer, Integer>> rows = List.copyOf(months.entrySet());
            database.update(
                    "insert into dvm_month_change (month, events) select * from unnest(?, ?)",
                    Column.of("integer", rows, Map.Entry::getKey),
                    Column.of("integer", rows, Map.Entry::getValue));
        }
    }
}
