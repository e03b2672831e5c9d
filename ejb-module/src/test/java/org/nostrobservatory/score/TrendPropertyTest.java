package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.nostrobservatory.score.Trend.Use;

/** Counting what comes in and what leaves gives what counting all again gives, as {@link Trend} says. */
class TrendPropertyTest {

    private static final long BEGIN = 1_764_000_000L;
    private static final int SPAN = 200_000;

    /** The rows of one hashtag, and the counts of one window, kept up. */
    private static final class KeptUp {
        private record AuthorHour(int author, long hour) {}

        private final Window window;
        private final Map<AuthorHour, Long> lastOfHour = new HashMap<>();
        private final Map<Integer, Long> lastOfAuthor = new HashMap<>();
        private long now;
        private long mentions;
        private long before;
        private long authors;

        KeptUp(Window window, long now) {
            this.window = window;
            this.now = now;
        }

        /** A use that is dated not after now. */
        void add(Use use) {
            AuthorHour key = new AuthorHour(use.author(), use.time() / 3600);
            count(lastOfHour.get(key), -1);
            count(lastOfHour.merge(key, use.time(), Math::max), 1);
            countAuthor(lastOfAuthor.get(use.author()), -1);
            countAuthor(lastOfAuthor.merge(use.author(), use.time(), Math::max), 1);
        }

        private void count(Long time, int sign) {
            mentions += time != null && window.contains(time, now) ? sign : 0;
            before += time != null && window.precedes(time, now) ? sign : 0;
        }

        private void countAuthor(Long time, int sign) {
            authors += time != null && window.contains(time, now) ? sign : 0;
        }

        /** Reads only what lies in the second after an edge: two ranges of an index by time. */
        void tick() {
            now++;
            long left = now - window.seconds();
            long gone = left - window.seconds();
            for (long time : lastOfHour.values()) {
                mentions -= time == left ? 1 : 0;
                before += time == left ? 1 : 0;
                before -= time == gone ? 1 : 0;
            }
            for (long time : lastOfAuthor.values()) {
                authors -= time == left ? 1 : 0;
            }
        }
    }

    @Provide
    Arbitrary<Use> uses() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs().between(BEGIN, BEGIN + SPAN))
                .as((author, time) -> new Use(author, time, 0));
    }

    /** Uses come late by any time, in any order. */
    @Property(tries = 100)
    void countsThatAreKeptUpEqualTheDefinition(
            @ForAll @Size(max = 60) List<@From("uses") Use> uses,
            @ForAll Window window,
            @ForAll @IntRange(max = SPAN) int started) {
        long now = BEGIN + SPAN + started;
        KeptUp keptUp = new KeptUp(window, now);
        for (int i = 0; i < uses.size(); i++) {
            keptUp.add(uses.get(i));
            for (int second = 0; second < 500; second++) {
                keptUp.tick();
            }
            Trend naive = Trend.of(window, uses.subList(0, i + 1), keptUp.now);
            assertThat(new Trend(window, keptUp.mentions, keptUp.before, keptUp.authors, 0))
                    .isEqualTo(naive);
        }
    }
}
