package org.nostrobservatory.score;

import java.util.Arrays;
import java.util.Optional;

/** The stretches of time that trends are asked for. A window ends at a given second and includes it. */
public enum Window {
    HOUR_1(1),
    HOURS_6(6),
    HOURS_12(12),
    HOURS_24(24),
    HOURS_48(48),
    HOURS_72(72),
    DAYS_7(7 * 24);

    private final int hours;

    Window(int hours) {
        this.hours = hours;
    }

    /** Empty if there is no such window. */
    public static Optional<Window> ofHours(long hours) {
        return Arrays.stream(values()).filter(window -> window.hours == hours).findFirst();
    }

    public int hours() {
        return hours;
    }

    public long seconds() {
        return hours * 3600L;
    }

    /** Whether a time, unix seconds, lies in the window that ends then: not after its end, younger than its length. */
    public boolean contains(long time, long end) {
        // The difference of extreme times overflows to below zero, and so they are outside.
        long age = end - time;
        return age >= 0 && age < seconds();
    }

    /** Whether a time lies in the window before the one that ends then. */
    public boolean precedes(long time, long end) {
        return contains(time, end - seconds());
    }
}
