package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;

/**
 * Data vending machines by calendar month (UTC): months that are over as they were kept ({@link DvmMonths}), the running one as
 * tables of jobs have it. A month is read from one of them, never from both. DVMs are keys with results or feedback, users are
 * keys with requests.
 */
@Stateless
public class DvmMonthSeries {

    /**
     * A calendar month (UTC).
     *
     * @param month for example 2024-01
     * @param answered requests of the month with a result that counts, whenever it came
     * @param paidSats for requests of the month, as far as zaps and their invoices tell
     * @param newUsers whose first request it has
     * @param newDvms whose first result or feedback it has
     * @param totalRequests of this month and all before it; so are the other totals
     * @param state running: not over, counted as of now; changed: something came or went since it was computed, so the next run
     *     of monthly-rollup computes it again; computed: it says what is stored; closed: its jobs are no longer kept, and it stays
     *     as it is
     * @param revision how many times it was computed; 0 for the running month, and where nothing is stored
     * @param computedAt null for revision 0
     * @param late events that came after it was closed, and are in no other number
     */
    public record Month(
            String month,
            long requests,
            long results,
            long feedbacks,
            long errors,
            long answered,
            long users,
            long dvms,
            long kinds,
            long paidSats,
            long newUsers,
            long newDvms,
            long totalRequests,
            long totalResults,
            long totalUsers,
            long totalDvms,
            String state,
            int revision,
            Instant computedAt,
            long late) {}

    /**
     * A month of one DVM or of one kind of job.
     *
     * @param feedbacks 0 for a kind: feedback does not name it
     * @param parties distinct customers of a DVM, who got a result; distinct users of a kind
     * @param dvms with results of a kind; 1 for a DVM
     */
    public record Part(
            String month,
            long requests,
            long results,
            long feedbacks,
            long answered,
            long parties,
            long dvms,
            long paidSats) {}

    private static final long MSAT_PER_SAT = 1_000;

    @Inject
    private Database database;

    public DvmMonthSeries() {}

    DvmMonthSeries(Database database) {
        this.database = database;
    }

    /**
     * Every month from the first one with anything in it to the running one, without gaps, the oldest first; empty while there
     * is nothing.
     */
    public List<Month> months(Instant now) {
        LiveMonths live = LiveMonths.at(now, database);
        return of(live, DvmSum.all(live, database), database);
    }

    /** @param dvms as {@link DvmSum#all} has them */
    static List<Month> of(LiveMonths live, List<DvmSum> dvms, Database database) {
        TreeMap<YearMonth, Month> counted = new TreeMap<>();
        database.query(
                "select * from dvm_month where revision > 0 and month < ?",
                row -> counted.put(MonthNumber.month(row.getInt("month")), kept(row)),
                live.first());
        for (YearMonth month : live.months()) {
            database.find(
                            MonthSql.OF_SPAN + MonthSql.TOTALS,
                            row -> month(month, row, month.equals(live.running()) ? "running" : "changed", 0, null, 0),
                            live.span(month))
                    .filter(one -> one.requests() + one.results() + one.feedbacks() > 0)
                    .ifPresent(one -> counted.put(month, one));
        }
        Map<YearMonth, Long> newUsers = newUsers(live, database);
        Map<YearMonth, Long> newDvms = new HashMap<>();
        for (DvmSum dvm : dvms) {
            if (dvm.firstAt() != null) {
                newDvms.merge(MonthNumber.monthOf(Instant.ofEpochSecond(dvm.firstAt())), 1L, Long::sum);
            }
        }
        return cumulated(counted, newUsers, newDvms);
    }

    private static List<Month> cumulated(
            TreeMap<YearMonth, Month> counted, Map<YearMonth, Long> newUsers, Map<YearMonth, Long> newDvms) {
        List<Month> months = new ArrayList<>();
        if (counted.isEmpty()) {
            return months;
        }
        long requests = 0;
        long results = 0;
        long users = 0;
        long dvms = 0;
        for (YearMonth at = counted.firstKey(); !at.isAfter(counted.lastKey()); at = at.plusMonths(1)) {
            Month one = counted.getOrDefault(at, nothing(at));
            requests += one.requests();
            results += one.results();
            long begunUsers = newUsers.getOrDefault(at, 0L);
            long begunDvms = newDvms.getOrDefault(at, 0L);
            users += begunUsers;
            dvms += begunDvms;
            months.add(new Month(
                    one.month(),
                    one.requests(),
                    one.results(),
                    one.feedbacks(),
                    one.errors(),
                    one.answered(),
                    one.users(),
                    one.dvms(),
                    one.kinds(),
                    one.paidSats(),
                    begunUsers,
                    begunDvms,
                    requests,
                    results,
                    users,
                    dvms,
                    one.state(),
                    one.revision(),
                    one.computedAt(),
                    one.late()));
        }
        return months;
    }

    /** The months of one DVM that it has anything in, the oldest first. */
    public List<Part> monthsOfDvm(Bytes pubkey, Instant now) {
        return parts(
                now,
                "select month, 0 as requests, results, feedbacks, answered, customers as parties, 1 as dvms, paid_msat"
                        + " from dvm_month_dvm where pubkey = ? and month < ? order by month",
                "select 0 as requests, results, feedbacks, answered, customers as parties, 1 as dvms, paid_msat"
                        + " from of_dvm where pubkey = ?",
                pubkey);
    }

    /**
     * The months of one kind of job that have any, the oldest first.
     *
     * @param kind of the request, 5000 to 5999
     */
    public List<Part> monthsOfKind(int kind, Instant now) {
        return parts(
                now,
                "select month, requests, results, 0 as feedbacks, answered, users as parties, dvms, paid_msat"
                        + " from dvm_month_kind where kind = ? and month < ? order by month",
                "select requests, results, 0 as feedbacks, answered, users as parties, dvms, paid_msat"
                        + " from of_kind where kind = ?",
                kind);
    }

    private List<Part> parts(Instant now, String kept, String running, Object key) {
        LiveMonths live = LiveMonths.at(now, database);
        List<Part> parts = new ArrayList<>(
                database.query(kept, row -> part(MonthNumber.month(row.getInt("month")), row), key, live.first()));
        for (YearMonth month : live.months()) {
            parts.addAll(database.query(MonthSql.OF_SPAN + running, row -> part(month, row), live.span(month, key)));
        }
        return parts;
    }

    /** How many users made their first request in each month. */
    private static Map<YearMonth, Long> newUsers(LiveMonths live, Database database) {
        Map<YearMonth, Long> begun = new HashMap<>();
        database.query(
                """
                select month, count(*) as users
                from (select pubkey, min(month) as month from dvm_month_user where month < ? group by pubkey) as first
                group by month""", row -> begun.put(MonthNumber.month(row.getInt("month")), row.getLong("users")), live.first());
        database.query(
                        MonthSql.OF_SPAN + """
                        select first_at >= ? as later, count(*) as users from of_user
                        where not exists (select from dvm_month_user as before
                                          where before.pubkey = of_user.pubkey and before.month < ?)
                        group by later""",
                        row -> Map.entry(row.getBoolean("later"), row.getLong("users")),
                        MonthSql.span(live.from(), live.to(), MonthNumber.begin(live.running()), live.first()))
                .forEach(entry -> begun.merge(
                        entry.getKey() ? live.running() : live.months().get(0), entry.getValue(), Long::sum));
        return begun;
    }

    private static Month kept(ResultSet row) throws SQLException {
        String open = row.getBoolean("dirty") ? "changed" : "computed";
        return month(
                MonthNumber.month(row.getInt("month")),
                row,
                Database.instant(row, "closed_at") == null ? open : "closed",
                row.getInt("revision"),
                Database.instant(row, "computed_at"),
                row.getLong("late"));
    }

    private static Month month(
            YearMonth month, ResultSet row, String state, int revision, Instant computedAt, long late)
            throws SQLException {
        return new Month(
                month.toString(),
                row.getLong("requests"),
                row.getLong("results"),
                row.getLong("feedbacks"),
                row.getLong("errors"),
                row.getLong("answered"),
                row.getLong("users"),
                row.getLong("dvms"),
                row.getLong("kinds"),
                row.getLong("paid_msat") / MSAT_PER_SAT,
                0,
                0,
                0,
                0,
                0,
                0,
                state,
                revision,
                computedAt,
                late);
    }

    private static Month nothing(YearMonth month) {
        return new Month(month.toString(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "computed", 0, null, 0);
    }

    private static Part part(YearMonth month, ResultSet row) throws SQLException {
        return new Part(
                month.toString(),
                row.getLong("requests"),
                row.getLong("results"),
                row.getLong("feedbacks"),
                row.getLong("answered"),
                row.getLong("parties"),
                row.getLong("dvms"),
                row.getLong("paid_msat") / MSAT_PER_SAT);
    }
}
