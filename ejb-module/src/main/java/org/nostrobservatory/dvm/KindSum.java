package org.nostrobservatory.dvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.nostrobservatory.schema.Database;

/** One kind of job over several months. */
record KindSum(int kind, long requests, long results, long answered, long paidMsat, long months) {

    KindSum plus(KindSum other) {
        return new KindSum(
                kind,
                requests + other.requests,
                results + other.results,
                answered + other.answered,
                paidMsat + other.paidMsat,
                months + other.months);
    }

    /** All kinds of request, each summed up over kept months and those that are read from the tables of jobs. */
    static Map<Integer, KindSum> all(LiveMonths live, Database database) {
        Map<Integer, KindSum> sums = new HashMap<>();
        database.query("""
                select kind, sum(requests)::bigint as requests, sum(results)::bigint as results,
                       sum(answered)::bigint as answered, sum(paid_msat)::bigint as paid_msat, count(*) as months
                from dvm_month_kind where month < ? group by kind""", row -> sums.put(row.getInt("kind"), read(row)), live.first());
        for (YearMonth month : live.months()) {
            database.query(MonthSql.OF_SPAN + "select *, 1 as months from of_kind", KindSum::read, live.span(month))
                    .forEach(row -> sums.merge(row.kind(), row, KindSum::plus));
        }
        return sums;
    }

    private static KindSum read(ResultSet row) throws SQLException {
        return new KindSum(
                row.getInt("kind"),
                row.getLong("requests"),
                row.getLong("results"),
                row.getLong("answered"),
                row.getLong("paid_msat"),
                row.getLong("months"));
    }
}
