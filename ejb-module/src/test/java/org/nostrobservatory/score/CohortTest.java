package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CohortTest {

    private static final long DAY = 86_400;

    private record Activity(int person, long time) {}

    @Test
    void whoComesBackOnAnyLaterDayIsCounted() {
        Cohort cohort = Cohort.of(100)
                .plus(100)
                .plus(101)
                .plus(106)
                .plus(107)
                .plus(129)
                .plus(130)
                .plus(200)
                .plus(100);
        assertThat(cohort).isEqualTo(new Cohort(100, 8, 6, 4, 2));
        long later = 300 * DAY;
        assertThat(cohort.retention1(later)).hasValue(75);
        assertThat(cohort.retention7(later)).hasValue(50);
        assertThat(cohort.retention30(later)).hasValue(25);
    }

    @Test
    void aShareIsKnownWhenItsDayIsOver() {
        Cohort cohort = Cohort.of(100).plus(100);
        assertThat(cohort.retention1(102 * DAY - 1)).isEmpty();
        assertThat(cohort.retention1(102 * DAY)).hasValue(0);
        assertThat(cohort.retention7(108 * DAY - 1)).isEmpty();
        assertThat(cohort.retention7(108 * DAY)).hasValue(0);
        assertThat(cohort.retention30(131 * DAY - 1)).isEmpty();
        assertThat(cohort.retention30(131 * DAY)).hasValue(0);
    }

    @Test
    void nobodyIsNoShare() {
        assertThat(Cohort.of(100).retention1(200 * DAY)).isEmpty();
    }

    @Test
    void daysAreInUniversalTime() {
        assertThat(Cohort.day(Instant.parse("2025-11-24T23:59:59Z").getEpochSecond()))
                .isEqualTo(Cohort.day(Instant.parse("2025-11-24T00:00:00Z").getEpochSecond()))
                .isEqualTo(20_416);
        assertThat(Cohort.day(-1)).isEqualTo(-1);
    }

    @Provide
    Arbitrary<Activity> activities() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.longs().between(0, 50 * DAY))
                .as(Activity::new);
    }

    @Property
    void inAnyOrderTheCountsAreThoseOfAllEvents(@ForAll @Size(max = 60) List<@From("activities") Activity> activities) {
        Map<Long, Cohort> keptUp = new TreeMap<>();
        Map<Integer, LongSummaryStatistics> people = new HashMap<>();
        for (Activity activity : activities) {
            LongSummaryStatistics person =
                    people.computeIfAbsent(activity.person(), key -> new LongSummaryStatistics());
            if (person.getCount() > 0) {
                keptUp.computeIfPresent(
                        Cohort.day(person.getMin()), (day, cohort) -> cohort.minus(Cohort.day(person.getMax())));
            }
            person.accept(activity.time());
            keptUp.compute(
                    Cohort.day(person.getMin()),
                    (day, cohort) -> (cohort == null ? Cohort.of(day) : cohort).plus(Cohort.day(person.getMax())));
        }
        keptUp.values().removeIf(cohort -> cohort.people() == 0);

        Map<Long, Cohort> naive = new TreeMap<>();
        for (int person = 1; person <= 6; person++) {
            int one = person;
            long[] days = activities.stream()
                    .filter(activity -> activity.person() == one)
                    .mapToLong(activity -> activity.time() / DAY)
                    .sorted()
                    .toArray();
            if (days.length > 0) {
                long first = days[0];
                Cohort before = naive.getOrDefault(first, Cohort.of(first));
                naive.put(
                        first,
                        new Cohort(
                                first,
                                before.people() + 1,
                                before.after1() + later(days, 1),
                                before.after7() + later(days, 7),
                                before.after30() + later(days, 30)));
            }
        }
        assertThat(keptUp).isEqualTo(naive);
    }

    private static int later(long[] days, int distance) {
        for (long day : days) {
            if (day >= days[0] + distance) {
                return 1;
            }
        }
        return 0;
    }
}
