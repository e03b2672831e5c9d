package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.score.Score.Term;

class ViralityTest {

    private static final long TIME = 1_764_000_000L;
    private static final Engagement SOME = new Engagement(2, 3_000_000, 4, 2, 10);

    @Test
    void theScoreShowsWhatItIsMadeOf() {
        Score score = new Virality(SOME, TIME).score(TIME);
        assertThat(score.terms())
                .containsExactly(
                        new Term("zaps", 2, 2, 3),
                        new Term("sats", 3000, 3000, 0.001),
                        new Term("replies", 4, 4, 2),
                        new Term("reposts", 2, 2, 2.5),
                        new Term("reactions", 10, 10, 1));
        assertThat(score.terms()).extracting(Term::points).containsExactly(6.0, 3.0, 8.0, 5.0, 10.0);
        assertThat(score.value()).isEqualTo(32);
    }

    @Test
    void itHalvesEverySixHours() {
        Virality note = new Virality(SOME, TIME);
        assertThat(note.score(TIME + 6 * 3600).value()).isEqualTo(16);
        assertThat(note.score(TIME + 24 * 3600).value()).isEqualTo(2);
        assertThat(note.score(TIME + 3600).value()).isCloseTo(32 * Math.exp(-Math.log(2) / 6), within(1e-12));
        assertThat(note.score(TIME + 3600).factors().get(0).measured()).isEqualTo(1);
    }

    @Test
    void aNoteDatedAheadDoesNotGrow() {
        assertThat(new Virality(SOME, TIME + 900).score(TIME).value()).isEqualTo(32);
    }

    @Test
    void whatNothingHappenedToHasNoRank() {
        assertThat(new Virality(Engagement.NONE, TIME).rank()).isEmpty();
        assertThat(new Virality(Engagement.NONE, TIME).score(TIME).value()).isZero();
    }

    @Test
    void oneMillisatIsARank() {
        assertThat(new Virality(new Engagement(0, 1, 0, 0, 0), TIME).rank()).isPresent();
    }

    @Test
    void tenYearsOfRanksKeepTheirOrderWhereScoresAreLongZero() {
        long later = TIME + Duration.ofDays(3653).toSeconds();
        Virality weak = new Virality(new Engagement(0, 0, 0, 0, 1_000_000), TIME);
        Virality strong = new Virality(new Engagement(0, 1, 0, 0, 1_000_000), TIME);
        assertThat(weak.score(later).value()).isZero();
        assertThat(strong.rank().orElseThrow()).isGreaterThan(weak.rank().orElseThrow());
        assertThat(Virality.at(strong.rank().orElseThrow(), later)).isZero();

        Virality fresh = new Virality(new Engagement(0, 0, 0, 0, 1_000_000), later);
        Virality freshAndStronger = new Virality(new Engagement(0, 1_000, 0, 0, 1_000_000), later);
        assertThat(freshAndStronger.rank().orElseThrow())
                .isGreaterThan(fresh.rank().orElseThrow());
    }

    @Test
    void anyTimeGivesANumber() {
        for (long created : List.of(Long.MIN_VALUE, -1L, 0L, TIME, Long.MAX_VALUE)) {
            Virality note = new Virality(SOME, created);
            assertThat(note.rank().orElseThrow()).isFinite();
            assertThat(Stream.of(Long.MIN_VALUE, 0L, TIME, Long.MAX_VALUE)
                            .map(now -> note.score(now).value()))
                    .allSatisfy(value -> assertThat(value).isBetween(0.0, 32.0));
        }
    }
}
