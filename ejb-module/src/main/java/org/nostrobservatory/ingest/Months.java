package org.nostrobservatory.ingest;

import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/**
 * The months in which events were signed. A query that finds events by other means says them as
 * well, because PostgreSQL then plans for the partitions of these months alone: to plan for all takes longer than to read from
 * some.
 *
 * <p>A month more on each side, so that an index by time never looks better than the one by id: of the very second that is asked
 * for there can be a million events (decision 7).
 *
 * @param from unix seconds
 * @param to unix seconds, inclusive
 */
public record Months(long from, long to) {

    /** What the query says; its parameters are {@link #from} and {@link #to}. */
    public static final String CONDITION = "event.created_at between ? and ?";

    private static final long AROUND = 31 * 86_400L;

    /** @param createdAt unix seconds; at least one */
    public static Months of(LongStream createdAt) {
        LongSummaryStatistics times = createdAt.summaryStatistics();
        return new Months(
                Math.max(0, times.getMin() - AROUND), Math.min(times.getMax(), Long.MAX_VALUE - AROUND) + AROUND);
    }
}
