package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.nostrobservatory.schema.Database;

/**
 * The months that {@code event} and {@code event_relay} are divided into. Rows that are deleted leave their room to others of the
 * same month; only dropping the month's partitions gives it back. What comes for it later lies in the default partitions.
 */
@Stateless
public class EventPartitions {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMM");

    @Inject
    private Database database;

    public EventPartitions() {}

    EventPartitions(Database database) {
        this.database = database;
    }

    /** Months before this one whose partitions have no rows, the oldest first. */
    public List<YearMonth> empty(YearMonth before) {
        return database
                .query(
                        "select right(relname, 6) as month from pg_class join pg_inherits on inhrelid = pg_class.oid"
                                + " where inhparent = 'event'::regclass and relname ~ '^event_[0-9]{6}$'"
                                + " and right(relname, 6) < ? order by relname",
                        row -> YearMonth.parse(row.getString("month"), SUFFIX), SUFFIX.format(before))
                .stream()
                .filter(this::isEmpty)
                .toList();
    }

    /**
     * Drops a month's partitions, unless something has come.
     *
     * @return whether they are gone
     * @throws org.nostrobservatory.schema.DatabaseException if the archive is so busy that it cannot be had for itself within two
     *     seconds
     */
    public boolean drop(YearMonth month) {
        // Whoever asks for events waits behind this lock while it waits for others.
        database.query("select set_config('lock_timeout', '2s', true)", row -> true);
        // In the order of ingest; and nothing can come from here on.
        database.update("lock table event, event_relay in access exclusive mode");
        if (!isEmpty(month)) {
            return false;
        }
        database.update("drop table event_" + SUFFIX.format(month));
        database.update("drop table event_relay_" + SUFFIX.format(month));
        return true;
    }

    private boolean isEmpty(YearMonth month) {
        return database.find(
                        "select not exists (select from event_%1$s) and not exists (select from event_relay_%1$s) as empty"
                                .formatted(SUFFIX.format(month)),
                        row -> row.getBoolean("empty"))
                .orElseThrow();
    }
}
