package org.nostrobservatory.web.network;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How far back the chart goes. */
public enum ChartWindow {
    HOUR("1h", "1 hour", Duration.ofHours(1), Duration.ofMinutes(1)),
    QUARTER("6h", "6 hours", Duration.ofHours(6), Duration.ofMinutes(5)),
    DAY("24h", "24 hours", Duration.ofHours(24), Duration.ofMinutes(30)),
    WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(3));

    private final String code;
    private final String label;
    private final Duration length;
    private final Duration interval;

    ChartWindow(String code, String label, Duration length, Duration interval) {
        this.code = code;
        this.label = label;
        this.length = length;
        this.interval = interval;
    }

    /** The window of this code; a day for anything else. */
    public static ChartWindow of(String code) {
        return all().stream()
                .filter(window -> window.code.equals(code))
                .findFirst()
                .orElse(DAY);
    }

    public static List<ChartWindow> all() {
        return Arrays.asList(values());
    }

    /** As it stands in the address. */
    public String getCode() {
        return code;
    }

    public String getLabel() {
        return label;
    }

    public long getHours() {
        return length.toHours();
    }

    public long getIntervalMinutes() {
        return interval.toMinutes();
    }

    Duration length() {
        return length;
    }

    Duration interval() {
        return interval;
    }
}
