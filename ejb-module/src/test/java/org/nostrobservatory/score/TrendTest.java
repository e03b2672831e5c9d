package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.score.Score.Factor;
import org.nostrobservatory.score.Score.Term;
import org.nostrobservatory.score.Trend.Use;

class TrendTest {

    private static final long NOW = 1_764_000_000L;
    private static final long HOUR = 3600;

    @Test
    void theScoreIsTheSpecifications() {
        Score score = new Trend(Window.HOURS_24, 48, 0, 9, 1_000_000).score();
        assertThat(score.terms()).containsExactly(new Term("mentionsPerHour", 48, 2, 1));
        assertThat(score.factors())
                .containsExactly(
                        new Factor("authors", 9, Math.log(10)), new Factor("sats", 1000, 1 + Math.log1p(1000)));
        assertThat(score.value()).isCloseTo(2 * Math.log(10) * (1 + Math.log(1001)), within(1e-12));
    }

    @Test
    void withoutZapsItIsVelocityAndAuthors() {
        assertThat(new Trend(Window.HOURS_6, 12, 0, 4, 0).score().value()).isCloseTo(2 * Math.log(5), within(1e-12));
    }

    @Test
    void velocityIsComparedWithTheWindowBefore() {
        Trend trend = new Trend(Window.HOURS_6, 57, 27, 40, 0);
        assertThat(trend.velocity()).isEqualTo(9.5);
        assertThat(trend.velocityBefore()).isEqualTo(4.5);
        assertThat(trend.change()).isEqualTo(2);
        assertThat(trend.rising().value()).isCloseTo(2 * trend.score().value(), within(1e-12));
        assertThat(trend.rising().factors()).contains(new Factor("change", 27, 2));
    }

    @Test
    void nothingBeforeIsNoInfinity() {
        assertThat(new Trend(Window.HOUR_1, 3, 0, 3, 0).change()).isEqualTo(2);
        assertThat(new Trend(Window.HOUR_1, 300, 0, 3, 0).change()).isEqualTo(101);
        assertThat(new Trend(Window.HOUR_1, 0, 0, 0, 0).change()).isEqualTo(1);
        assertThat(new Trend(Window.HOUR_1, 0, 0, 0, 0).rising().value()).isZero();
    }

    @Test
    void twoMentionsAreNoTrend() {
        assertThat(new Trend(Window.HOUR_1, 2, 0, 2, 0).isTrend()).isFalse();
        assertThat(new Trend(Window.HOUR_1, 3, 0, 2, 0).isTrend()).isTrue();
    }

    @Test
    void theWindowHasItsEndAndNotItsBeginning() {
        List<Use> uses = List.of(
                new Use(1, NOW + 1, 1),
                new Use(2, NOW, 10),
                new Use(3, NOW - 6 * HOUR + 1, 100),
                new Use(4, NOW - 6 * HOUR, 1000),
                new Use(5, NOW - 12 * HOUR + 1, 1000),
                new Use(6, NOW - 12 * HOUR, 1000));
        assertThat(Trend.of(Window.HOURS_6, uses, NOW)).isEqualTo(new Trend(Window.HOURS_6, 2, 2, 2, 110));
    }

    @Test
    void anAuthorCountsOnceAnHourOfTheClock() {
        long midnight = NOW / HOUR * HOUR;
        List<Use> spam = IntStream.range(0, 1000)
                .mapToObj(i -> new Use(7, midnight - 1 - i, 0))
                .toList();
        assertThat(Trend.of(Window.HOURS_24, spam, NOW)).isEqualTo(new Trend(Window.HOURS_24, 1, 0, 1, 0));
        List<Use> steady = IntStream.range(0, 10)
                .mapToObj(i -> new Use(7, midnight - 1 - i * HOUR, 0))
                .toList();
        assertThat(Trend.of(Window.HOURS_24, steady, NOW)).isEqualTo(new Trend(Window.HOURS_24, 10, 0, 1, 0));
    }

    @Test
    void everyHourIsInTheWindowsOfItsAge() {
        for (Window window : Window.values()) {
            for (long hours = 0; hours < 400; hours++) {
                long time = NOW - hours * HOUR;
                assertThat(window.contains(time, NOW)).isEqualTo(hours < window.hours());
                assertThat(window.precedes(time, NOW))
                        .isEqualTo(hours >= window.hours() && hours < 2L * window.hours());
            }
        }
    }

    @Test
    void oneWindowBeginsInTheSecondAfterTheOtherEnds() {
        for (Window window : Window.values()) {
            long end = NOW - window.seconds();
            assertThat(window.contains(end + 1, NOW)).isTrue();
            assertThat(window.precedes(end + 1, NOW)).isFalse();
            assertThat(window.contains(end, NOW)).isFalse();
            assertThat(window.precedes(end, NOW)).isTrue();
            assertThat(window.precedes(end - window.seconds() + 1, NOW)).isTrue();
            assertThat(window.precedes(end - window.seconds(), NOW)).isFalse();
        }
    }

    @Test
    void windowsAreFoundByTheirHours() {
        assertThat(Arrays.stream(Window.values()).map(Window::hours)).containsExactly(1, 6, 12, 24, 48, 72, 168);
        assertThat(Window.ofHours(168)).contains(Window.DAYS_7);
        assertThat(Window.ofHours(0)).isEmpty();
        assertThat(Window.ofHours((1L << 32) + 1)).isEmpty();
    }

    @Test
    void extremeTimesAndAmountsAreCounted() {
        List<Use> uses = List.of(
                new Use(1, Long.MIN_VALUE, 1),
                new Use(2, Long.MAX_VALUE, 1),
                new Use(3, NOW, Long.MAX_VALUE),
                new Use(4, NOW, Long.MAX_VALUE),
                new Use(5, NOW, -1));
        Trend trend = Trend.of(Window.DAYS_7, uses, NOW);
        assertThat(trend).isEqualTo(new Trend(Window.DAYS_7, 3, 0, 3, Long.MAX_VALUE));
        assertThat(trend.score().value()).isFinite().isPositive();
    }
}
