package org.nostrobservatory.person;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.Cohort;
import org.nostrobservatory.score.Percentage;

/**
 * How many people begin, day by day, and how many of them come back ({@link Cohort}). A person here is a key that wrote a note:
 * wrapped messages are signed by a key each, and nobody comes back with one of those.
 */
@Stateless
public class Newcomers {

    /** Days that are shown: those of the first half are old enough for the retention after 30 days. */
    private static final int DAYS = 60;

    private static final long SECONDS_A_DAY = 86_400;

    /**
     * The people whose first event is of one day (UTC).
     *
     * @param growth percent more than the day before; null after a day without any, as for the first day
     * @param retention1 percent who were active a day later or after that; null until that day is over
     */
    public record Day(
            LocalDate day, long people, Double growth, Double retention1, Double retention7, Double retention30) {}

    @Inject
    private Database database;

    public Newcomers() {}

    Newcomers(Database database) {
        this.database = database;
    }

    /** The last {@value #DAYS} days, oldest first; the last one is today, and not over. */
    public List<Day> days(Instant now) {
        long second = now.getEpochSecond();
        long today = Cohort.day(second);
        long firstDay = today - DAYS + 1;
        Map<Long, Cohort> cohorts = new HashMap<>();
        database.query(
                """
                select first_event_at / 86400 as day, count(*) as people,
                       count(*) filter (where last_event_day - first_event_at / 86400 >= 1) as after1,
                       count(*) filter (where last_event_day - first_event_at / 86400 >= 7) as after7,
                       count(*) filter (where last_event_day - first_event_at / 86400 >= 30) as after30
                from author where first_event_at between ? and ? and notes > 0 group by 1""",
                row -> cohorts.put(
                        row.getLong("day"),
                        new Cohort(
                                row.getLong("day"),
                                row.getLong("people"),
                                row.getLong("after1"),
                                row.getLong("after7"),
                                row.getLong("after30"))),
                firstDay * SECONDS_A_DAY,
                second);
        List<Day> days = new ArrayList<>();
        Cohort before = Cohort.of(firstDay - 1);
        for (long day = firstDay; day <= today; day++) {
            Cohort cohort = cohorts.getOrDefault(day, Cohort.of(day));
            days.add(new Day(
                    LocalDate.ofEpochDay(day),
                    cohort.people(),
                    boxed(Percentage.change(cohort.people(), before.people())),
                    boxed(cohort.retention1(second)),
                    boxed(cohort.retention7(second)),
                    boxed(cohort.retention30(second))));
            before = cohort;
        }
        return days;
    }

    private static Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
