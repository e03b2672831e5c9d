package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nostrobservatory.score.Score.Term;

class InfluenceTest {

    private static final long NOW = 1_764_000_000L;
    private static final long DAY = 86_400;

    @Test
    void theScoreIsTheSpecifications() {
        Score score = new Influence(999, 199, 100, NOW - 50 * DAY).score(NOW);
        assertThat(score.terms())
                .extracting(Term::name)
                .containsExactly("followers", "zaps", "zapsPerNote", "notesPerDay", "ageDays");
        assertThat(score.terms()).extracting(Term::measured).containsExactly(999.0, 199.0, 1.99, 2.0, 50.0);
        assertThat(score.value())
                .isCloseTo(
                        2 * Math.log(1000)
                                + 1.5 * Math.log(200)
                                + 10 * 1.99
                                + 0.5 * 2 * 2
                                + 0.5 * Math.log(1 + 50.0 / 30),
                        within(1e-9));
    }

    @Test
    void whoHasNothingHasNone() {
        assertThat(new Influence(0, 0, 0, NOW).score(NOW).value()).isZero();
        assertThat(new Influence(-1, -1, -1, Long.MAX_VALUE).score(NOW).value()).isZero();
    }

    @Test
    void oneLuckyNoteIsNoAverage() {
        assertThat(new Influence(0, 100, 1, NOW).score(NOW).terms().get(2).points())
                .isEqualTo(100);
        assertThat(new Influence(0, 100, 10, NOW).score(NOW).terms().get(2).points())
                .isEqualTo(100);
        assertThat(new Influence(0, 100, 100, NOW).score(NOW).terms().get(2).points())
                .isEqualTo(10);
    }

    @Test
    void moreThanTenNotesADayAreNotBetter() {
        assertThat(new Influence(0, 0, 1_000_000, NOW - 10 * DAY)
                        .score(NOW)
                        .terms()
                        .get(3)
                        .points())
                .isEqualTo(10);
    }

    @Test
    void nobodyIsOlderThanTheProtocol() {
        assertThat(new Influence(5, 5, 5, 0).score(NOW))
                .isEqualTo(new Influence(5, 5, 5, Long.MIN_VALUE).score(NOW))
                .isEqualTo(new Influence(5, 5, 5, 1_604_707_200L).score(NOW));
    }
}
