package org.nostrobservatory.dvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;

/**
 * One DVM over several months.
 *
 * @param firstAt of its results and feedback, unix seconds; null if it had none
 * @param months in which it had any
 */
record DvmSum(
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

    static Long least(Long one, Long other) {
        return one == null || other != null && other < one ? other : one;
    }

    private static Long greatest(Long one, Long other) {
        return one == null || other != null && other > one ? other : one;
    }

    /** All DVMs, each summed up over kept months and those that are read from the tables of jobs. */
    static List<DvmSum> all(LiveMonths live, Database database) {
        Map<Bytes, DvmSum> sums = new HashMap<>();
        database.query("""
                select pubkey, sum(results)::bigint as results, sum(feedbacks)::bigint as feedbacks,
                       sum(answered)::bigint as answered, sum(paid_msat)::bigint as paid_msat, min(first_at) as first_at,
                       max(last_at) as last_at, count(first_at) as months, coalesce(kinds, '{}') as kinds
                from dvm_month_dvm
                left join (select pubkey, array_agg(distinct kind) as kinds
                           from dvm_month_service where month < ? group by pubkey) as served using (pubkey)
                where month < ? group by pubkey, kinds""", row -> sums.put(Database.bytes(row, "pubkey"), read(row)), live.first(), live.first());
        for (YearMonth month : live.months()) {
            database.query(MonthSql.OF_SPAN + """
                            select *, (first_at is not null)::integer as months,
                                   array(select kind from of_service where of_service.pubkey = of_dvm.pubkey) as kinds
                            from of_dvm""", DvmSum::read, live.span(month))
                    .forEach(row -> sums.merge(row.pubkey(), row, DvmSum::plus));
        }
        return List.copyOf(sums.values());
    }

    private static DvmSum read(ResultSet row) throws SQLException {
        Set<Integer> kinds =
                new TreeSet<>(List.of((Integer[]) row.getArray("kinds").getArray()));
        return new DvmSum(
                Database.bytes(row, "pubkey"),
                row.getLong("results"),
                row.getLong("feedbacks"),
                row.getLong("answered"),
                row.getLong("paid_msat"),
                kinds,
                Database.number(row, "first_at"),
                Database.number(row, "last_at"),
                row.getLong("months"));
    }
}
