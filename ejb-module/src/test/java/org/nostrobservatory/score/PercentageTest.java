package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentageTest {

    @Test
    void theyAreRatios() {
        assertThat(Percentage.share(5, 200)).hasValue(2.5);
        assertThat(Percentage.change(150, 100)).hasValue(50);
        assertThat(Percentage.change(0, 100)).hasValue(-100);
        assertThat(Percentage.engagementRate(300, 10, 60)).hasValue(50);
    }

    @Test
    void nothingToDivideByIsNoAnswer() {
        assertThat(Percentage.share(5, 0)).isEmpty();
        assertThat(Percentage.change(5, 0)).isEmpty();
        assertThat(Percentage.engagementRate(5, 0, 5)).isEmpty();
        assertThat(Percentage.engagementRate(5, 5, 0)).isEmpty();
        assertThat(Percentage.change(Long.MIN_VALUE, 1).orElseThrow()).isFinite();
    }
}
