package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Data vending machines since the first event: what was kept of months that are over ({@link DvmMonths}), and what tables of
 * jobs say of the running one. A month is read from one of them, never from both. DVMs are keys with results or feedback,
 * users are keys with requests.
 */
@Stateless
public class DvmHistory {

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

    /**
     * Everything so far.
     *
     * @param since when the first event is dated; null while there is none
     * @param late as {@link Month#late}, of all months
     */
    public record Totals(
            Instant since,
            long months,
            long requests,
            long results,
            long feedbacks,
            long answered,
            long users,
            long dvms,
            long kinds,
            long paidSats,
            long late) {}

    /**
     * What was reached for the first time.
     *
     * @param name {@code dvms-100}: the hundredth DVM; {@code peak-requests}, {@code peak-results}: the month with most of them
     * @param count which DVM, or how many requests or results
     * @param at of the DVM's first result or feedback; the first second of the peak month
     * @param pubkey of the DVM; null for a peak
     * @param dvm what it calls itself; null for a peak, and where it does not say
     */
    public record Milestone(String name, long count, Instant at, Bytes pubkey, String dvm) {}

    /**
     * A DVM over all time.
     *
     * @param name as it announces itself; null where it does not
     * @param months in which it had results or feedback
     */
    public record Veteran(
            Bytes pubkey,
            String name,
            Instant firstSeen,
            Instant lastSeen,
            long months,
            long results,
            long feedbacks,
            long answered,
            long paidSats,
            List<Integer> kinds) {}

    /**
     * A kind of job over all time.
     *
     * @param kind of the request, 5000 to 5999
     * @param title as {@link KindTitles}; null where it has none
     * @param dvms with results
     */
    public record Kind(
            int kind,
            String title,
            long requests,
            long results,
            long answered,
            long dvms,
            long paidSats,
            long months) {}

    /**
     * The whole history.
     *
     * @param founders the DVMs that were seen first
     * @param topDvms by results
     * @param topKinds by requests
     */
    public record History(
            Totals totals,
            List<Milestone> milestones,
            List<Veteran> founders,
            List<Veteran> topDvms,
            List<Kind> topKinds) {}

    private static final List<Integer> MILESTONES = List.of(1, 10, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000);
    private static final int FOUNDERS = 25;
    private static final int TOP_DVMS = 50;
    private static final int TOP_KINDS = 30;
    private static final long MSAT_PER_SAT = 1_000;

    /** A span of time that is read from the tables of jobs. */
    private record Live(List<YearMonth> months, long from, long to) {}

    private record DvmSum(
            Bytes pubkey,
            long results,
            long feedbacks,
            long answered,
            long paidMsat,
            Set<Integer> kinds,
            Long firstAt,
            Long lastAt,
            long months) {

        DvmSum plus(DvmSum other) {
            Set<Integer> all = new TreeSet<>(kinds);
            all.addAll(other.kinds);
            return new DvmSum(
                    pubkey,
                    results + other.results,
                    feedbacks + other.feedbacks,
                    answered + other.answered,
                    paidMsat + other.paidMsat,
                    all,
                    least(firstAt, other.firstAt),
                    greatest(lastAt, other.lastAt),
                    months + other.months);
        }

        private static Long least(Long one, Long other) {
            return one == null || other != null && other < one ? other : one;
        }

        private static Long greatest(Long one, Long other) {
            return one == null || other != null && other > one ? other : one;
        }
    }

    private record KindSum(int kind, long requests, long results, long answered, long paidMsat, long months) {

        KindSum plus(KindSum other) {
            return new KindSum(
                    kind,
                    requests + other.requests,
                    results + other.results,
                    answered + other.answered,
                    paidMsat + other.paidMsat,
                    months + other.months);
        }
    }

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    public DvmHistory() {}

    DvmHistory(Database database) {
        this.database = database;
        this.titles = new KindTitles(database);
    }

    /**
     * Every month from the first one with anything in it to the running one, without gaps, the oldest first; empty while there
     * is nothing.
     */
    public List<Month> months(Instant now) {
        Live live = live(now);
        return months(now, live, dvms(live));
    }

    private List<Month> months(Instant now, Live live, List<DvmSum> dvms) {
        Map<YearMonth, Month> counted = new TreeMap<>();
        database.query(
                "select * from dvm_month where revision > 0 and month < ?",
                row -> counted.put(MonthNumber.month(row.getInt("month")), kept(row)),
                MonthNumber.of(live.months().get(0)));
        YearMonth running = MonthNumber.monthOf(now);
        for (YearMonth month : live.months()) {
            long end = Math.min(MonthNumber.end(month), live.to());
            database.find(
                            MonthSql.OF_SPAN + MonthSql.TOTALS,
                            row -> month(month, row, month.equals(running) ? "running" : "changed", 0, null, 0),
                            MonthSql.span(MonthNumber.begin(month), end))
                    .filter(one -> one.requests() + one.results() + one.feedbacks() > 0)
                    .ifPresent(one -> counted.put(month, one));
        }
        Map<YearMonth, Long> newUsers = newUsers(live);
        Map<YearMonth, Long> newDvms = new HashMap<>();
        for (DvmSum dvm : dvms) {
            if (dvm.firstAt() != null) {
                newDvms.merge(MonthNumber.monthOf(Instant.ofEpochSecond(dvm.firstAt())), 1L, Long::sum);
            }
        }
        return cumulated(counted, newUsers, newDvms);
    }

    private static List<Month> cumulated(
            Map<YearMonth, Month> counted, Map<YearMonth, Long> newUsers, Map<YearMonth, Long> newDvms) {
        List<Month> months = new ArrayList<>();
        if (counted.isEmpty()) {
            return months;
        }
        TreeMap<YearMonth, Month> sorted = new TreeMap<>(counted);
        long requests = 0;
        long results = 0;
        long users = 0;
        long dvms = 0;
        for (YearMonth at = sorted.firstKey(); !at.isAfter(sorted.lastKey()); at = at.plusMonths(1)) {
            Month one = sorted.getOrDefault(at, nothing(at));
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
        Live live = live(now);
        List<Part> parts = new ArrayList<>(database.query(
                kept,
                row -> part(MonthNumber.month(row.getInt("month")), row),
                key,
                MonthNumber.of(live.months().get(0))));
        for (YearMonth month : live.months()) {
            parts.addAll(database.query(
                    MonthSql.OF_SPAN + running,
                    row -> part(month, row),
                    MonthSql.span(MonthNumber.begin(month), Math.min(MonthNumber.end(month), live.to()), key)));
        }
        return parts;
    }

    /** Totals, milestones, the first and the most active ones. */
    public History history(Instant now) {
        Live live = live(now);
        List<DvmSum> dvms = dvms(live);
        List<Month> months = months(now, live, dvms);
        List<DvmSum> seen = dvms.stream()
                .filter(dvm -> dvm.firstAt() != null)
                .sorted(Comparator.comparing(DvmSum::firstAt).thenComparing(DvmSum::pubkey))
                .toList();
        List<DvmSum> founders = seen.stream().limit(FOUNDERS).toList();
        List<DvmSum> top = dvms.stream()
                .filter(dvm -> dvm.results() > 0)
                .sorted(Comparator.comparingLong(DvmSum::results).reversed().thenComparing(DvmSum::pubkey))
                .limit(TOP_DVMS)
                .toList();
        Set<Bytes> shown = new HashSet<>();
        MILESTONES.stream()
                .filter(place -> place <= seen.size())
                .forEach(place -> shown.add(seen.get(place - 1).pubkey()));
        founders.forEach(dvm -> shown.add(dvm.pubkey()));
        top.forEach(dvm -> shown.add(dvm.pubkey()));
        Map<Bytes, String> names = names(shown);
        Map<Integer, KindSum> kinds = kinds(live);
        return new History(
                totals(months, kinds, since(seen, live)),
                milestones(seen, names, months),
                founders.stream().map(dvm -> veteran(dvm, names)).toList(),
                top.stream().map(dvm -> veteran(dvm, names)).toList(),
                topKinds(kinds, dvms));
    }

    private static Totals totals(List<Month> months, Map<Integer, KindSum> kinds, Instant since) {
        if (months.isEmpty()) {
            return new Totals(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        Month last = months.get(months.size() - 1);
        return new Totals(
                since,
                months.size(),
                last.totalRequests(),
                last.totalResults(),
                sum(months, Month::feedbacks),
                sum(months, Month::answered),
                last.totalUsers(),
                last.totalDvms(),
                kinds.size(),
                kinds.values().stream().mapToLong(KindSum::paidMsat).sum() / MSAT_PER_SAT,
                sum(months, Month::late));
    }

    private static long sum(List<Month> months, ToLongFunction<Month> number) {
        return months.stream().mapToLong(number).sum();
    }

    private static List<Milestone> milestones(List<DvmSum> seen, Map<Bytes, String> names, List<Month> months) {
        List<Milestone> reached = new ArrayList<>();
        for (int place : MILESTONES) {
            if (place <= seen.size()) {
                DvmSum dvm = seen.get(place - 1);
                reached.add(new Milestone(
                        "dvms-" + place,
                        place,
                        Instant.ofEpochSecond(dvm.firstAt()),
                        dvm.pubkey(),
                        names.get(dvm.pubkey())));
            }
        }
        peak("peak-requests", months, Month::requests).ifPresent(reached::add);
        peak("peak-results", months, Month::results).ifPresent(reached::add);
        return reached;
    }

    /** The earlier one of two that are as high. */
    private static Optional<Milestone> peak(String name, List<Month> months, Function<Month, Long> number) {
        Month highest = null;
        for (Month month : months) {
            if (highest == null || number.apply(month) > number.apply(highest)) {
                highest = month;
            }
        }
        return Optional.ofNullable(highest)
                .filter(month -> number.apply(month) > 0)
                .map(month -> new Milestone(
                        name,
                        number.apply(month),
                        Instant.ofEpochSecond(MonthNumber.begin(YearMonth.parse(month.month()))),
                        null,
                        null));
    }

    private static Veteran veteran(DvmSum dvm, Map<Bytes, String> names) {
        return new Veteran(
                dvm.pubkey(),
                names.get(dvm.pubkey()),
                instant(dvm.firstAt()),
                instant(dvm.lastAt()),
                dvm.months(),
                dvm.results(),
                dvm.feedbacks(),
                dvm.answered(),
                dvm.paidMsat() / MSAT_PER_SAT,
                List.copyOf(dvm.kinds()));
    }

    private List<Kind> topKinds(Map<Integer, KindSum> kinds, List<DvmSum> dvms) {
        Map<Integer, Long> performers = new HashMap<>();
        dvms.forEach(dvm -> dvm.kinds().forEach(kind -> performers.merge(kind, 1L, Long::sum)));
        List<KindSum> top = kinds.values().stream()
                .sorted(Comparator.comparingLong(KindSum::requests)
                        .thenComparing(KindSum::results)
                        .reversed()
                        .thenComparing(KindSum::kind))
                .limit(TOP_KINDS)
                .toList();
        Map<Integer, String> named = titles.of(top.stream().map(KindSum::kind).toList());
        return top.stream()
                .map(row -> new Kind(
                        row.kind(),
                        named.get(row.kind()),
                        row.requests(),
                        row.results(),
                        row.answered(),
                        performers.getOrDefault(row.kind(), 0L),
                        row.paidMsat() / MSAT_PER_SAT,
                        row.months()))
                .toList();
    }

    /** The running month; also the one before it as long as nobody has computed it. */
    private Live live(Instant now) {
        YearMonth running = MonthNumber.monthOf(now);
        YearMonth before = running.minusMonths(1);
        boolean computed = database.find(
                        "select revision > 0 as computed from dvm_month where month = ?",
                        row -> row.getBoolean("computed"),
                        MonthNumber.of(before))
                .orElse(false);
        List<YearMonth> months = computed ? List.of(running) : List.of(before, running);
        return new Live(months, MonthNumber.begin(months.get(0)), now.getEpochSecond() + 1);
    }

    /** All DVMs, each summed up over kept months and those that are read from the tables of jobs. */
    private List<DvmSum> dvms(Live live) {
        Map<Bytes, DvmSum> sums = new HashMap<>();
        database.query(
                """
                select pubkey, sum(results)::bigint as results, sum(feedbacks)::bigint as feedbacks,
                       sum(answered)::bigint as answered, sum(paid_msat)::bigint as paid_msat, min(first_at) as first_at,
                       max(last_at) as last_at, count(first_at) as months, coalesce(kinds, '{}') as kinds
                from dvm_month_dvm
                left join (select pubkey, array_agg(distinct kind) as kinds
                           from dvm_month_service where month < ? group by pubkey) as served using (pubkey)
                where month < ? group by pubkey, kinds""",
                row -> sums.put(Database.bytes(row, "pubkey"), dvm(row)),
                MonthNumber.of(live.months().get(0)),
                MonthNumber.of(live.months().get(0)));
        for (YearMonth month : live.months()) {
            database.query(
                            MonthSql.OF_SPAN + """
                            select *, (first_at is not null)::integer as months,
                                   array(select kind from of_service where of_service.pubkey = of_dvm.pubkey) as kinds
                            from of_dvm""",
                            DvmHistory::dvm,
                            MonthSql.span(MonthNumber.begin(month), Math.min(MonthNumber.end(month), live.to())))
                    .forEach(row -> sums.merge(row.pubkey(), row, DvmSum::plus));
        }
        return List.copyOf(sums.values());
    }

    private Map<Integer, KindSum> kinds(Live live) {
        Map<Integer, KindSum> sums = new HashMap<>();
        database.query(
                """
                select kind, sum(requests)::bigint as requests, sum(results)::bigint as results,
                       sum(answered)::bigint as answered, sum(paid_msat)::bigint as paid_msat, count(*) as months
                from dvm_month_kind where month < ? group by kind""",
                row -> sums.put(row.getInt("kind"), kind(row)),
                MonthNumber.of(live.months().get(0)));
        for (YearMonth month : live.months()) {
            database.query(
                            MonthSql.OF_SPAN + "select *, 1 as months from of_kind",
                            DvmHistory::kind,
                            MonthSql.span(MonthNumber.begin(month), Math.min(MonthNumber.end(month), live.to())))
                    .forEach(row -> sums.merge(row.kind(), row, KindSum::plus));
        }
        return sums;
    }

    /** How many users made their first request in each month. */
    private Map<YearMonth, Long> newUsers(Live live) {
        Map<YearMonth, Long> begun = new HashMap<>();
        database.query(
                """
                select month, count(*) as users
                from (select pubkey, min(month) as month from dvm_month_user where month < ? group by pubkey) as first
                group by month""",
                row -> begun.put(MonthNumber.month(row.getInt("month")), row.getLong("users")),
                MonthNumber.of(live.months().get(0)));
        database.query(
                        MonthSql.OF_SPAN + """
                        select first_at >= ? as later, count(*) as users from of_user
                        where not exists (select from dvm_month_user as before
                                          where before.pubkey = of_user.pubkey and before.month < ?)
                        group by later""",
                        row -> Map.entry(row.getBoolean("later"), row.getLong("users")),
                        MonthSql.span(
                                live.from(),
                                live.to(),
                                MonthNumber.begin(
                                        live.months().get(live.months().size() - 1)),
                                MonthNumber.of(live.months().get(0))))
                .forEach(entry -> begun.merge(
                        live.months().get(entry.getKey() ? live.months().size() - 1 : 0), entry.getValue(), Long::sum));
        return begun;
    }

    /**
     * When the first request, result or feedback is dated.
     *
     * @param seen DVMs, the one seen first at first
     */
    private Instant since(List<DvmSum> seen, Live live) {
        Long requested = database.query(
                        """
                        select coalesce((select min(first_at) from dvm_month_user where month < ?),
                                        (select min(created_at) from job where created_at >= ? and created_at < ?)) as first""",
                        row -> number(row, "first"),
                        MonthNumber.of(live.months().get(0)),
                        live.from(),
                        live.to())
                .get(0);
        return instant(seen.isEmpty() ? requested : DvmSum.least(seen.get(0).firstAt(), requested));
    }

    private Map<Bytes, String> names(Set<Bytes> keys) {
        Map<Bytes, String> names = new HashMap<>();
        database.query(
                "select pubkey, name from dvm where pubkey = any (?)",
                row -> names.put(Database.bytes(row, "pubkey"), row.getString("name")),
                Column.of("bytea", List.copyOf(keys), key -> key));
        return names;
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

    private static DvmSum dvm(ResultSet row) throws SQLException {
        Set<Integer> kinds =
                new TreeSet<>(List.of((Integer[]) row.getArray("kinds").getArray()));
        return new DvmSum(
                Database.bytes(row, "pubkey"),
                row.getLong("results"),
                row.getLong("feedbacks"),
                row.getLong("answered"),
                row.getLong("paid_msat"),
                kinds,
                number(row, "first_at"),
                number(row, "last_at"),
                row.getLong("months"));
    }

    private static KindSum kind(ResultSet row) throws SQLException {
        return new KindSum(
                row.getInt("kind"),
                row.getLong("requests"),
                row.getLong("results"),
                row.getLong("answered"),
                row.getLong("paid_msat"),
                row.getLong("months"));
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Instant instant(Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
