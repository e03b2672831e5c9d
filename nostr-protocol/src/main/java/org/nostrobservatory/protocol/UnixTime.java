package org.nostrobservatory.protocol;

import java.time.Instant;

/** Times as events claim them: seconds since 1970, from 0 to 2<sup>63</sup> − 1, which no clock and no {@link Instant} reaches. */
public final class UnixTime {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private UnixTime() {}

    /** The instant of this second, for people: the last second of the year 9999 for all that are later. */
    public static Instant instant(long seconds) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(LAST.getEpochSecond(), seconds)));
    }
}
