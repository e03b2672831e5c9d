package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourOfDayTest {

    @Test
    void hoursAreInUniversalTime() {
        HourOfDay hours = HourOfDay.NONE
                .plus(Instant.parse("2025-11-24T00:00:00Z").getEpochSecond(), 1)
                .plus(Instant.parse("2025-11-24T23:59:59Z").getEpochSecond(), 2)
                .plus(Instant.parse("2025-03-30T02:30:00Z").getEpochSecond(), 4);
        assertThat(hours.counts()).hasSize(24);
        assertThat(hours.counts().get(0)).isEqualTo(1);
        assertThat(hours.counts().get(23)).isEqualTo(2);
        assertThat(hours.counts().get(2)).isEqualTo(4);
        assertThat(hours.counts().stream().mapToLong(count -> count).sum()).isEqualTo(7);
        assertThat(hours.peak()).hasValue(2);
    }

    @Test
    void whatGoesAwayIsTakenAway() {
        assertThat(HourOfDay.NONE.plus(5000, 3).plus(5000 + 86_400, -3)).isEqualTo(HourOfDay.NONE);
        assertThat(HourOfDay.NONE.peak()).isEmpty();
    }

    @Test
    void anyTimeHasAnHour() {
        assertThat(HourOfDay.NONE.plus(-1, 1).peak()).hasValue(23);
        assertThat(HourOfDay.NONE.plus(Long.MIN_VALUE, 1).peak()).isPresent();
        assertThat(HourOfDay.NONE.plus(Long.MAX_VALUE, 1).peak()).isPresent();
    }

    @Test
    void aDayHasTwentyFourHours() {
        List<Long> short23 = HourOfDay.NONE.counts().subList(1, 24);
        assertThatThrownBy(() -> new HourOfDay(short23)).isInstanceOf(IllegalArgumentException.class);
    }
}
