package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "1000000, 300"})
    void liesBetweenHalfAndAllOfTheDoubledDelay(int failures, int fullSeconds) {
        Random random = new Random(7);

        for (int i = 0; i < 1_000; i++) {
            assertThat(Backoff.delay(failures, random))
                    .isBetween(Duration.ofMillis(fullSeconds * 500L), Duration.ofSeconds(fullSeconds));
        }
    }

    @Test
    void spreadsRelaysThatFailedTogether() {
        Random random = new Random(7);

        assertThat(java.util.stream.Stream.generate(() -> Backoff.delay(5, random))
                        .limit(100)
                        .distinct()
                        .count())
                .isGreaterThan(90);
    }
}
