package org.nostrobservatory.sample;

/** Day and night: how active people are at each hour. */
final class Rhythm {

    private static final int HOUR = 3600;
    private static final double[] BY_LOCAL_HOUR = {
        .30, .18, .12, .10, .10, .16, .35, .65, .90, .95, .90, .85, .95, .90, .80, .80, .85, .95, 1.1, 1.25, 1.35, 1.3,
        1.0, .60
    };

    private final double[] byUtcHour = new double[24];

    /** The rhythm of all these people together. */
    Rhythm(Iterable<Person> people) {
        double sum = 0;
        for (Person person : people) {
            for (int hour = 0; hour < 24; hour++) {
                byUtcHour[hour] += person.activity * at(person, (long) hour * HOUR);
            }
            sum += person.activity;
        }
        for (int hour = 0; hour < 24; hour++) {
            byUtcHour[hour] /= sum;
        }
    }

    /** How active this person is at this time, relative to the person's mean. */
    static double at(Person person, long unixSeconds) {
        return BY_LOCAL_HOUR[(int) Math.floorMod((unixSeconds + person.utcOffset) / HOUR, 24L)];
    }

    /** The activity of all people between two times, in arbitrary units. */
    double between(double from, double to) {
        double sum = 0;
        for (double t = from; t < to; ) {
            double end = Math.min(to, endOfHour(t));
            sum += (end - t) * weight(t);
            t = end;
        }
        return sum;
    }

    /** The time at which so much activity has happened since {@code from}. */
    double after(double from, double activity) {
        double t = from;
        double left = activity;
        while (left > (endOfHour(t) - t) * weight(t)) {
            left -= (endOfHour(t) - t) * weight(t);
            t = endOfHour(t);
        }
        return t + left / weight(t);
    }

    private static double endOfHour(double t) {
        return (Math.floor(t / HOUR) + 1) * HOUR;
    }

    private double weight(double t) {
        return byUtcHour[(int) (t / HOUR) % 24];
    }
}
