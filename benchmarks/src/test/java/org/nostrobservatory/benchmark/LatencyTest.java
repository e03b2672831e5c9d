package org.nostrobservatory.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        Latency hundred = new Latency(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList(), 0);
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(new Latency(List.of(7.0), 0).percentile(50)).isEqualTo(7);
        assertThat(new Latency(List.of(), 3).percentile(50)).isInfinite();
    }

    @Test
    void whatWasNeverSeenIsLaterThanAllThatWas() {
        Latency latency = new Latency(List.of(1.0, 2.0, 3.0), 1);
        assertThat(latency.percentile(75)).isEqualTo(3);
        assertThat(latency.percentile(76)).isInfinite();
    }
}
