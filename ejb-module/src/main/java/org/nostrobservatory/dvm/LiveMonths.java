package org.nostrobservatory.dvm;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.nostrobservatory.schema.Database;

/**
 * The months that are read from the tables of jobs, because nobody has computed them yet: the running one, and perhaps the one
 * before it. Those before them are kept ({@link DvmMonths}).
 *
 * @param months the running one is the last
 * @param from first second of the first one
 * @param to the first second that is not over
 */
record LiveMonths(List<YearMonth> months, long from, long to) {

    static LiveMonths at(Instant now, Database database) {
        YearMonth running = MonthNumber.monthOf(now);
        YearMonth before = running.minusMonths(1);
        boolean computed = database.find(
                        "select revision > 0 as computed from dvm_month where month = ?",
                        row -> row.getBoolean("computed"),
                        MonthNumber.of(before))
                .orElse(false);
        List<YearMonth> months = computed ? List.of(running) : List.of(before, running);
        return new LiveMonths(months, MonthNumber.begin(months.get(0)), now.getEpochSecond() + 1);
    }

    /** The number of the first one; kept are those with a smaller one. */
    int first() {
        return MonthNumber.of(months.get(0));
    }

    YearMonth running() {
        return months.get(months.size() - 1);
    }

    /** Parameters of {@link MonthSql#OF_SPAN} for what is over of one of them, and what follows. */
    Object[] span(YearMonth month, Object... more) {
        return MonthSql.span(MonthNumber.begin(month), Math.min(MonthNumber.end(month), to), more);
    }
}
