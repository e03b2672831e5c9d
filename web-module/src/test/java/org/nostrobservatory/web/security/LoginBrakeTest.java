package org.nostrobservatory.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginBrakeTest {

    private static final String GUESSER = "203.0.113.7";

    private long nanos;
    private final LoginBrake brake = new LoginBrake(() -> nanos);

    @Test
    void fiveAreFreeAndThenTheWaitDoublesUpToAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(brake.ask(GUESSER)).isZero();
        }
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            assertThat(brake.ask(GUESSER)).isEqualTo(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(brake.ask(GUESSER)).isEqualTo(Duration.ofNanos(1));
            pass(Duration.ofNanos(1));
            assertThat(brake.ask(GUESSER)).isZero();
        }
    }

    @Test
    void whoIsAskedToWaitDoesNotWaitLongerByAsking() {
        guess(5);
        for (int i = 0; i < 100; i++) {
            assertThat(brake.ask(GUESSER)).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void aRightPasswordMakesUpForWrongOnes() {
        guess(4);
        brake.right(GUESSER);
        guess(5);
        assertThat(brake.ask(GUESSER)).isPositive();
    }

    @Test
    void aQuarterOfAnHourMakesUpForWrongOnes() {
        guess(5);
        pass(Duration.ofMinutes(15));
        guess(5);
        assertThat(brake.ask(GUESSER)).isPositive();
    }

    @Test
    void othersAreNotHeldUp() {
        guess(5);
        assertThat(brake.ask("203.0.113.8")).isZero();
    }

    @Test
    void aNetworkOfIpv6CountsAsOneAddress() {
        for (int i = 1; i <= 5; i++) {
            assertThat(brake.ask("2001:db8:1:2::" + i)).isZero();
        }
        assertThat(brake.ask("2001:db8:1:2:ffff::9")).isPositive();
        assertThat(brake.ask("2001:db8:1:3::1")).isZero();
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(brake.ask(GUESSER)).isZero();
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
