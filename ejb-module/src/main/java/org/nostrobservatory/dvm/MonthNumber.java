package org.nostrobservatory.dvm;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** How tables name a calendar month (UTC): 202401 is January 2024. */
final class MonthNumber {

    /** Of the first Nostr events. What claims to be older is forged. */
    static final YearMonth FIRST = YearMonth.of(2020, 11);

    private static final YearMonth LAST = YearMonth.of(2099, 12);

    /** Of times that are in no month. */
    static final int NONE = 0;

    private static final long FIRST_SECOND = begin(FIRST);
    static final long END = begin(LAST.plusMonths(1));

    private MonthNumber() {}

    static int of(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    /**
     * The number of the month in which this lies.
     *
     * @param createdAt unix seconds
     * @return {@link #NONE} before {@link #FIRST} and after 2099
     */
    static int of(long createdAt) {
        return createdAt < FIRST_SECOND || createdAt >= END ? NONE : of(monthOf(Instant.ofEpochSecond(createdAt)));
    }

    static YearMonth month(int number) {
        return YearMonth.of(number / 100, number % 100);
    }

    static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** Its first second. */
    static long begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** The first second after it. */
    static long end(YearMonth month) {
        return begin(month.plusMonths(1));
    }
}
