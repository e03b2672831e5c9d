package org.nostrobservatory.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * When in the day somebody is active: counts for each hour of the day, in UTC (specification A.4.2; its source counted
 * in the server's zone).
 *
 * @param counts 24 numbers, the first from midnight on
 */
public record HourOfDay(List<Long> counts) {

    private static final int HOURS = 24;

    public static final HourOfDay NONE = new HourOfDay(Collections.nCopies(HOURS, 0L));

    public HourOfDay {
        counts = List.copyOf(counts);
        if (counts.size() != HOURS) {
            throw new IllegalArgumentException("a day has 24 hours, not " + counts.size());
        }
    }

    /**
     * With what happened at one time.
     *
     * @param time unix seconds
     * @param events how many; less than zero takes away
     */
    public HourOfDay plus(long time, long events) {
        int hour = (int) Math.floorMod(Math.floorDiv(time, 3600L), (long) HOURS);
        List<Long> changed = new ArrayList<>(counts);
        changed.set(hour, counts.get(hour) + events);
        return new HourOfDay(changed);
    }

    /** The hour with most events, the first of several; empty if there are none. */
    public OptionalInt peak() {
        long most = Collections.max(counts);
        return most > 0 ? OptionalInt.of(counts.indexOf(most)) : OptionalInt.empty();
    }
}
