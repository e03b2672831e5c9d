package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final Instant NOW = Instant.parse("2026-02-20T12:00:00Z");
    private static final Optional<Duration> DAYS_20 = Optional.of(Duration.ofDays(20));

    @Test
    void aRelayThatIsNewIsAskedForAsManyDaysAsTheSettingSays() {
        assertThat(since(Optional.empty(), DAYS_20))
                .hasValue(Instant.parse("2026-01-31T12:00:00Z").getEpochSecond());
        assertThat(since(Optional.empty(), Optional.empty())).as("all").isEmpty();
    }

    @Test
    void oneThatIsKnownIsAskedForWhatCameSinceHoweverLongAgo() {
        Instant before = NOW.minus(Duration.ofDays(50));
        assertThat(since(Optional.of(before), DAYS_20))
                .hasValue(before.minus(Subscription.OVERLAP).getEpochSecond());
    }

    private static OptionalLong since(Optional<Instant> cursor, Optional<Duration> lookback) {
        return List.copyOf(Subscription.begin(NOW, cursor, lookback)
                        .request(OptionalInt.empty())
                        .filters())
                .get(0)
                .since();
    }
}
