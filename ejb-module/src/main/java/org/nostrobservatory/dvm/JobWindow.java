package org.nostrobservatory.dvm;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The stretches of time that jobs are counted in. Each ends at a given second, and includes it; its first second it does not. */
public enum JobWindow {
    HOUR_1("1h", Duration.ofHours(1), Duration.ofMinutes(5)),
    HOURS_24("24h", Duration.ofHours(24), Duration.ofHours(1)),
    DAYS_7("7d", Duration.ofDays(7), Duration.ofHours(6)),
    DAYS_30("30d", Duration.ofDays(30), Duration.ofDays(1));

    private final String code;
    private final Duration length;
    private final Duration interval;

    JobWindow(String code, Duration length, Duration interval) {
        this.code = code;
        this.length = length;
        this.interval = interval;
    }

    /** Empty if there is no such window. */
    public static Optional<JobWindow> of(String code) {
        return Arrays.stream(values())
                .filter(window -> window.code.equals(code))
                .findFirst();
    }

    /** As it stands in addresses: 24h. */
    public String code() {
        return code;
    }

    public Duration length() {
        return length;
    }

    /** How long the intervals of its time series are (spec B.6). */
    public Duration interval() {
        return interval;
    }

    /** Unix seconds: what lies in the window is later than that, and not later than its end. */
    public long begin(long end) {
        return end - length.toSeconds();
    }

    /** Whether a time lies in the window that ends then. */
    public boolean contains(long time, long end) {
        return time > begin(end) && time <= end;
    }

    /**
     * When the intervals of a time series begin, at multiples of their length since 1970: 13, 25, 29 or 31 of them. The first one
     * begins before the window, the last one is not over, and both count what lies in the window alone: the sum of a
     * series is the window's number.
     */
    public List<Instant> intervals(long end) {
        long step = interval.toSeconds();
        return LongStream.rangeClosed(Math.floorDiv(begin(end), step), Math.floorDiv(end, step))
                .mapToObj(number -> Instant.ofEpochSecond(number * step))
                .toList();
    }
}
