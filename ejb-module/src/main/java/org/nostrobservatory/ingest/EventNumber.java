package org.nostrobservatory.ingest;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The 8-byte number of a stored event: {@code month << 40 | serial}, the month counted from 1970-01. See
 * docs/decisions/0002.
 */
final class EventNumber {

    private static final int SERIAL_BITS = 40;
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private EventNumber() {}

    /** The lowest number of the month of this time (unix seconds); times after year 9999 belong to its last month. */
    static long monthBase(long createdAt) {
        YearMonth month = YearMonth.from(
                Instant.ofEpochSecond(Math.min(createdAt, LAST_SECOND)).atOffset(ZoneOffset.UTC));
        long months = (month.getYear() - 1970) * 12L + month.getMonthValue() - 1;
        return months << SERIAL_BITS;
    }
}
