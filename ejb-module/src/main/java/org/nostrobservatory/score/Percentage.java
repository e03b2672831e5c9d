package org.nostrobservatory.score;

import java.util.OptionalDouble;

/** Ratios in percent. Where there is nothing to divide by there is no answer, rather than zero or infinity. */
public final class Percentage {

    private Percentage() {}

    /** How much of the whole a part is, such as today's new users of all users: daily growth (specification A.4.2). */
    public static OptionalDouble share(long part, long whole) {
        return whole > 0 ? OptionalDouble.of(100.0 * part / whole) : OptionalDouble.empty();
    }

    /** How much more a number is than the one before: day over day, −100 to any. */
    public static OptionalDouble change(long now, long before) {
        return before > 0 ? OptionalDouble.of(100.0 * ((double) now - before) / before) : OptionalDouble.empty();
    }

    /**
     * Reactions, replies, reposts and zaps that a person's note gets, to the number of his followers (specification
     * A.4.2).
     */
    public static OptionalDouble engagementRate(long engagements, long notes, long followers) {
        return notes > 0 && followers > 0
                ? OptionalDouble.of(100.0 * engagements / notes / followers)
                : OptionalDouble.empty();
    }
}
