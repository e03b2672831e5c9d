package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentQualityTest {

    @Test
    void theBestIsOneHundredAndNothingIsZero() {
        assertThat(ContentQuality.of(new NoteShape(500, true, 2, 0, 0, false), 4, 5)
                        .value())
                .isCloseTo(100, within(1e-9));
        assertThat(ContentQuality.of(new NoteShape(0, false, 0, 0, 0, false), 0, 0)
                        .value())
                .isZero();
        assertThat(ContentQuality.of(new NoteShape(-1, false, -1, 0, 0, false), -1, Long.MIN_VALUE)
                        .value())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "49,49", "50,50", "275,75", "500,100", "1500,90", "5500,50", "2147483647,50"})
    void lengthCounts(int length, double expected) {
        assertThat(part("length", new NoteShape(length, false, 0, 0, 0, false))).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,15", "3,15", "4,10", "5,10", "6,8", "9,2", "10,0", "2147483647,0"})
    void hashtagsCount(int hashtags, double expected) {
        assertThat(part("hashtags", new NoteShape(0, false, hashtags, 0, 0, false)))
                .isCloseTo(expected / 15 * 100, within(1e-9));
    }

    @Test
    void engagementIsBounded() {
        assertThat(ContentQuality.of(new NoteShape(0, false, 0, 0, 0, false), 1, 5)
                        .value())
                .isCloseTo(20, within(1e-9));
        assertThat(ContentQuality.of(new NoteShape(0, false, 0, 0, 0, false), Long.MAX_VALUE, Long.MAX_VALUE)
                        .value())
                .isCloseTo(40, within(1e-9));
    }

    private static double part(String name, NoteShape note) {
        return ContentQuality.of(note, 0, 0).terms().stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow()
                .scaled();
    }
}
