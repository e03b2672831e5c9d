package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.nostrobservatory.dvm.DvmMonthSeries.Month;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Data vending machines since the first event: totals, milestones, the first and the most active ones. DVMs are keys with
 * results or feedback, users are keys with requests.
 */
@Stateless
public class DvmHistory {

    /**
     * Everything so far.
     *
     * @param since when the first event is dated; null while there is none
     * @param late as {@link DvmMonthSeries.Month#late}, of all months
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

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    public DvmHistory() {}

    DvmHistory(Database database) {
        this.database = database;
        this.titles = new KindTitles(database);
    }

    /** Totals, milestones, the first and the most active ones. */
    public History history(Instant now) {
        LiveMonths live = LiveMonths.at(now, database);
        List<DvmSum> dvms = DvmSum.all(live, database);
        List<Month> months = DvmMonthSeries.of(live, dvms, database);
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
        Map<Integer, KindSum> kinds = KindSum.all(live, database);
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

    /**
     * When the first request, result or feedback is dated.
     *
     * @param seen DVMs, the one seen first at first
     */
    private Instant since(List<DvmSum> seen, LiveMonths live) {
        Long requested = database.query("""
                        select coalesce((select min(first_at) from dvm_month_user where month < ?),
                                        (select min(created_at) from job where created_at >= ? and created_at < ?)) as first""", row -> Database.number(row, "first"), live.first(), live.from(), live.to())
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

    private static Instant instant(Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
