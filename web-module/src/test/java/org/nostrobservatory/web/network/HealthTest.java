package org.nostrobservatory.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.network.Network;

class HealthTest {

    @Test
    void comparesTheDayWithTheWhole() {
        assertThat(health(new Network.Users(2000, 10, 50, 30), 200, 40))
                .isEqualTo(new Health(OptionalDouble.of(25), OptionalDouble.of(1.5), OptionalDouble.of(20)));
    }

    @Test
    void hasAFullScoreWhereATenthIsActive() {
        assertThat(health(new Network.Users(100, 0, 90, 0), 10, 25))
                .isEqualTo(new Health(OptionalDouble.of(100), OptionalDouble.of(0), OptionalDouble.of(250)));
    }

    @Test
    void isUnknownWhereThereIsNothing() {
        assertThat(health(new Network.Users(0, 0, 0, 0), 0, 3))
                .isEqualTo(new Health(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
    }

    private static Health health(Network.Users users, long notes, long zaps) {
        return Health.of(new Network.Overview(
                Instant.EPOCH,
                users,
                new Network.Events(0, 0, 0, notes, 0),
                new Network.Zaps(zaps, zaps, 0, 0, List.of()),
                new Network.RelayCounts(0, 0, 0),
                null));
    }
}
