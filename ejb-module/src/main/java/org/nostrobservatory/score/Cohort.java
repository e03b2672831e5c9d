package org.nostrobservatory.score;

import java.util.OptionalDouble;

/**
 * The people whose first event is of one day (UTC), and how many of them were active again 1, 7 and 30 days later or at
 * any time after that. This is called unbounded or rolling retention. It needs of each person the first event and the last
 * one only; the price is that the share of an old cohort still grows when somebody comes back.
 *
 * <p>Who is a person is the caller's choice; keys that are made for one message (kinds 445, 1059) are none. Events dated
 * ahead are to be left out until their time has come.
 *
 * <p>Counts are exact in whatever order events come: when an older first event or a newer last one of somebody is found,
 * or one goes away, take away what was added for him and add what holds now.
 *
 * @param day days since 1970
 * @param people how many began that day
 * @param after1 how many of them came back after a day or later
 */
public record Cohort(long day, long people, long after1, long after7, long after30) {

    private static final long SECONDS_A_DAY = 86_400;

    /** The day of a time, unix seconds. */
    public static long day(long time) {
        return Math.floorDiv(time, SECONDS_A_DAY);
    }

    /** The cohort of a day before anybody is added. */
    public static Cohort of(long day) {
        return new Cohort(day, 0, 0, 0, 0);
    }

    /** With somebody who began on this day and was last active on that. */
    public Cohort plus(long lastDay) {
        return changed(lastDay, 1);
    }

    /** Without somebody who was added with the same last day. */
    public Cohort minus(long lastDay) {
        return changed(lastDay, -1);
    }

    private Cohort changed(long lastDay, int sign) {
        long days = lastDay - day;
        return new Cohort(
                day,
                people + sign,
                after1 + (days >= 1 ? sign : 0),
                after7 + (days >= 7 ? sign : 0),
                after30 + (days >= 30 ? sign : 0));
    }

    /** Percent of the people who came back after a day or later; empty until the whole of that day is over. */
    public OptionalDouble retention1(long now) {
        return retention(after1, 1, now);
    }

    public OptionalDouble retention7(long now) {
        return retention(after7, 7, now);
    }

    public OptionalDouble retention30(long now) {
        return retention(after30, 30, now);
    }

    private OptionalDouble retention(long returned, int days, long now) {
        return day(now) - day > days ? Percentage.share(returned, people) : OptionalDouble.empty();
    }
}
