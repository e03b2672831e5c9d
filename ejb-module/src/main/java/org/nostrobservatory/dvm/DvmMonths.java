package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;

/**
 * Keeps what jobs amounted to by calendar month (UTC). A month that is over is computed, and computed again when something
 * dated in it came or went; each time is one revision more. Closed, it stays as it is: its jobs may be deleted then, and what
 * comes late is counted as late. Each method is one piece of work in the caller's transaction, or in one of its own.
 */
@Stateless
public class DvmMonths {

    private static final String COMPUTE = MonthSql.OF_SPAN + """
            , kind_row as (
                insert into dvm_month_kind (month, kind, requests, results, users, dvms, answered, paid_msat)
                select ?, kind, requests, results, users, dvms, answered, paid_msat from of_kind
            ), dvm_row as (
                insert into dvm_month_dvm (month, pubkey, results, feedbacks, errors, answered, customers, paid_msat, first_at,
                                           last_at)
                select ?, pubkey, results, feedbacks, errors, answered, customers, paid_msat, first_at, last_at from of_dvm
            ), service_row as (
                insert into dvm_month_service (month, pubkey, kind, results, first_at, last_at)
                select ?, pubkey, kind, results, first_at, last_at from of_service
            ), user_row as (
                insert into dvm_month_user (month, pubkey, requests, first_at)
                select ?, pubkey, requests, first_at from of_user
            )
            update dvm_month set (requests, results, feedbacks, errors, users, dvms, kinds, answered, paid_msat) = (%s),
                                 revision = revision + 1, computed_at = ?, dirty = false
            where month = ?""".formatted(MonthSql.TOTALS);

    private static final List<String> PARTS =
            List.of("dvm_month_kind", "dvm_month_dvm", "dvm_month_service", "dvm_month_user");

    /** What is worked out in about a second, while ingest waits. */
    private static final int MAX_BACKLOG = 5_000;

    @Inject
    private Database database;

    @Inject
    private JobAnswers answers;

    public DvmMonths() {}

    DvmMonths(Database database) {
        this.database = database;
        this.answers = new JobAnswers(database);
    }

    /**
     * Notes which open months have changed, and how much came late to those that are closed.
     *
     * @return how many open months have changed
     */
    public int noteChanges(Instant now) {
        return database.update("""
                with taken as (delete from dvm_month_change returning month, events),
                     came as (select month, sum(events)::bigint as events from taken group by month order by month),
                     late as (update dvm_month set late = late + came.events from came
                              where dvm_month.month = came.month and closed_at is not null)
                insert into dvm_month as old (month, arrived_at)
                select month, case when events > 0 then ?::timestamptz end from came
                where not exists (select from dvm_month as closed
                                  where closed.month = came.month and closed.closed_at is not null)
                on conflict (month) do update
                set dirty = true, arrived_at = coalesce(excluded.arrived_at, old.arrived_at)
                    where old.closed_at is null""", now);
    }

    /** Months that are over and are to be computed, the oldest first. */
    public List<YearMonth> changed(Instant now) {
        return database.query(
                "select month from dvm_month where dirty and month < ? order by month",
                row -> MonthNumber.month(row.getInt("month")),
                MonthNumber.of(MonthNumber.monthOf(now)));
    }

    /**
     * Computes a month. What changes meanwhile is noted as a change, so that the month is computed once more.
     *
     * @return false if it is closed, or another server has computed it already
     */
    public boolean compute(YearMonth month, Instant now) {
        int number = MonthNumber.of(month);
        boolean changed = database.find(
                        "select dirty and closed_at is null as changed from dvm_month where month = ? for update",
                        row -> row.getBoolean("changed"),
                        number)
                .orElse(false);
        if (changed) {
            for (String part : PARTS) {
                database.update("delete from " + part + " where month = ?", number);
            }
            database.update(
                    COMPUTE,
                    MonthSql.span(
                            MonthNumber.begin(month),
                            MonthNumber.end(month),
                            number,
                            number,
                            number,
                            number,
                            now,
                            number));
        }
        return changed;
    }

    /**
     * Open months that can be closed, the oldest first. None comes before one that is older and has to stay open: results
     * may be dated in the month after that of their request.
     *
     * @param ended they ended before this time
     * @param arrived what came, came before this time: an import may be under way that is not complete
     */
    public List<YearMonth> closeable(Instant ended, Instant arrived) {
        return database.query(
                """
                select month from dvm_month
                where closed_at is null and month < ?
                      and not exists (select from dvm_month as older
                                      where older.month <= dvm_month.month and older.closed_at is null
                                            and older.arrived_at >= ?)
                order by month""",
                row -> MonthNumber.month(row.getInt("month")),
                MonthNumber.of(MonthNumber.monthOf(ended)),
                arrived);
    }

    /**
     * Closes a month: computes it for the last time if it has changed, so that its jobs may go. Nobody adds to or takes
     * from the archive meanwhile, therefore every event is either in the month's numbers or late, and never both.
     *
     * @return false if that would take too long now, because so many jobs are still to be worked out
     */
    public boolean close(YearMonth month, Instant now) {
        if (database.query("select from job_change limit ?", row -> true, MAX_BACKLOG)
                        .size()
                == MAX_BACKLOG) {
            return false;
        }
        AdvisoryLock.ARCHIVE.lock(database);
        AdvisoryLock.JOB_ANSWERS.lock(database);
        while (answers.update(MAX_BACKLOG) > 0) {
            // until all is worked out
        }
        noteChanges(now);
        compute(month, now);
        database.update(
                "update dvm_month set closed_at = ? where month = ? and closed_at is null", now, MonthNumber.of(month));
        return true;
    }

    /**
     * The first second of the oldest month that is not closed: events of jobs from then on are needed for months to come.
     *
     * @return empty if there is no open month
     */
    public Optional<Instant> oldestOpen() {
        return database.find(
                        "select min(month) as month from dvm_month where closed_at is null", row -> row.getInt("month"))
                .filter(number -> number != MonthNumber.NONE)
                .map(number -> Instant.ofEpochSecond(MonthNumber.begin(MonthNumber.month(number))));
    }
}
