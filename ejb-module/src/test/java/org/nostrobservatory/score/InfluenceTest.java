package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nostrobservatory.score.Score.Term;

class InfluenceTest {

    private static final long LAST = 1_764_000_000L;
    private static final long DAY = 86_400;

    @Test
    void theScoreIsTheSpecifications() {
        Score score = new Influence(999, 199, 100, LAST - 50 * DAY, LAST).score();
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
        assertThat(new Influence(0, 0, 0, 0, LAST).score().value()).isZero();
        assertThat(new Influence(-1, -1, -1, Long.MAX_VALUE, Long.MIN_VALUE)
                        .score()
                        .value())
                .isZero();
    }

    @Test
    void oneLuckyNoteIsNoAverage() {
        assertThat(zapsPerNote(100, 1)).isEqualTo(100);
        assertThat(zapsPerNote(100, 10)).isEqualTo(100);
        assertThat(zapsPerNote(100, 100)).isEqualTo(10);
    }

    private static double zapsPerNote(long zaps, long notes) {
        return new Influence(0, zaps, notes, LAST, LAST).score().terms().get(2).points();
    }

    @Test
    void moreThanTenNotesADayAreNotBetter() {
        assertThat(new Influence(0, 0, 1_000_000, LAST - 10 * DAY, LAST)
                        .score()
                        .terms()
                        .get(3)
                        .points())
                .isEqualTo(10);
    }

    @Test
    void nobodyIsOlderThanTheProtocol() {
        assertThat(new Influence(5, 5, 5, 0, LAST).score())
                .isEqualTo(new Influence(5, 5, 5, Long.MIN_VALUE, LAST).score())
                .isEqualTo(new Influence(5, 5, 5, 1_604_707_200L, LAST).score());
    }

    @Test
    void aLastNoteDatedFarAheadIsWorthTenYears() {
        Score forged = new Influence(0, 0, 1, LAST, Long.MAX_VALUE).score();
        assertThat(forged.terms().get(4).measured()).isEqualTo(3650);
        assertThat(forged.value()).isLessThan(3);
    }
}
