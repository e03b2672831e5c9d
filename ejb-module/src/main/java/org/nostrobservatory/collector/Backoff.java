package org.nostrobservatory.collector;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling from 1 second to 5 minutes, half of it by chance. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    /** As long as the failures in a row and the last one's nature demand. */
    static Duration delay(int failures, Setback last, RandomGenerator random) {
        Duration usual = delay(failures, random).multipliedBy(last.factor());
        return usual.compareTo(last.atLeast()) > 0 ? usual : last.atLeast();
    }

    /**
     * @param failures failed attempts in a row, at least 1
     * @return between half of the doubled delay and all of it, so that relays that failed together do not come back
     *     together
     */
    static Duration delay(int failures, RandomGenerator random) {
        int doublings = Math.min(failures - 1, 16);
        long full = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
