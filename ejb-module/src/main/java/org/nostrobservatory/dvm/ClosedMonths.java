package org.nostrobservatory.dvm;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Months that are closed ({@link DvmMonths#close}): of jobs that are dated in them nothing is kept any more. */
final class ClosedMonths {

    private ClosedMonths() {}

    /**
     * Those of these events that are dated in no closed month. One look-up, and none for events of the running month. To be
     * asked in a transaction that holds the archive's lock, as projectors do: no month is closed meanwhile.
     */
    static List<Event> without(Database database, List<Event> events) {
        int running = MonthNumber.of(MonthNumber.monthOf(Instant.now()));
        Set<Integer> past = events.stream()
                .map(event -> MonthNumber.of(event.createdAt()))
                .filter(month -> month < running && month != MonthNumber.NONE)
                .collect(Collectors.toCollection(TreeSet::new));
        if (past.isEmpty()) {
            return events;
        }
        List<Integer> closed = database.query(
                "select month from dvm_month where month = any (?) and closed_at is not null",
                row -> row.getInt("month"),
                Column.of("integer", List.copyOf(past), month -> month));
        return closed.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !closed.contains(MonthNumber.of(event.createdAt())))
                        .toList();
    }
}
