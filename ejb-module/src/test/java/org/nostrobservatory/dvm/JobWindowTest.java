package org.nostrobservatory.dvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobWindowTest {

    @Test
    void seriesHaveAsManyIntervalsAsTheContractSays() {
        Random random = new Random(1);
        for (JobWindow window : JobWindow.values()) {
            int expected = List.of(13, 25, 29, 31).get(window.ordinal());
            for (int i = 0; i < 1_000; i++) {
                long end = 1_700_000_000L + random.nextInt(100_000_000);
                assertThat(window.intervals(end)).hasSize(expected);
            }
            long onTheHour = 1_767_225_600L;
            List<Instant> intervals = window.intervals(onTheHour);
            assertThat(intervals).hasSize(expected).last().isEqualTo(Instant.ofEpochSecond(onTheHour));
            assertThat(intervals.get(0)).isEqualTo(Instant.ofEpochSecond(window.begin(onTheHour)));
        }
    }

    @Test
    void aWindowHasItsLastSecondAndNotItsFirst() {
        assertThat(JobWindow.HOUR_1.contains(3600, 3600)).isTrue();
        assertThat(JobWindow.HOUR_1.contains(1, 3600)).isTrue();
        assertThat(JobWindow.HOUR_1.contains(0, 3600)).isFalse();
        assertThat(JobWindow.HOUR_1.contains(3601, 3600)).isFalse();
        assertThat(JobWindow.of("30d")).contains(JobWindow.DAYS_30);
        assertThat(JobWindow.of("2h")).isEmpty();
    }
}
