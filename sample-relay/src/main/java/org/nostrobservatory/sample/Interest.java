package org.nostrobservatory.sample;

import java.util.Arrays;
import java.util.List;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;

/** The filters of one subscription, each with what is left of its {@code limit}, or of the relay's. */
final class Interest {

    private final List<Filter> filters;
    private final int[] left;
    private final boolean unconditional;

    Interest(List<Filter> filters) {
        this(filters, Integer.MAX_VALUE);
    }

    /** @param maxLimit how many stored events a filter gets at most */
    Interest(List<Filter> filters, int maxLimit) {
        this.filters = filters;
        this.left = filters.stream()
                .mapToInt(filter -> Math.min(filter.limit().orElse(maxLimit), maxLimit))
                .toArray();
        this.unconditional = maxLimit == Integer.MAX_VALUE && filters.contains(Filter.ALL);
    }

    /** Whether a stored event is sent; it counts against the limit of every filter that it matches. */
    boolean takesStored(Event event) {
        boolean taken = false;
        for (int i = 0; i < left.length; i++) {
            if (left[i] > 0 && filters.get(i).matches(event)) {
                left[i]--;
                taken = true;
            }
        }
        return taken;
    }

    /** Whether a live event is sent: limits are about stored events only. */
    boolean takesLive(Event event) {
        return filters.stream().anyMatch(filter -> filter.matches(event));
    }

    /** Whether no limit is used up, so that all stored events were sent. */
    boolean isWithinLimits() {
        return Arrays.stream(left).allMatch(each -> each > 0);
    }

    /** Whether every limit is used up. */
    boolean isSatisfied() {
        for (int each : left) {
            if (each > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether every event is wanted, so that there is no need to look at it. */
    boolean isUnconditional() {
        return unconditional;
    }

    /** The oldest {@code created_at} that any filter wants. */
    long since() {
        return filters.stream()
                .mapToLong(filter -> filter.since().orElse(Long.MIN_VALUE))
                .min()
                .orElse(Long.MIN_VALUE);
    }
}
