package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The kept rank says what the definition says, at any time, in whatever order interactions came and went. */
class ViralityPropertyTest {

    private static final long BEGIN = 1_577_836_800L;
    private static final long TEN_YEARS = 315_576_000L;
    private static final int AUTHOR = 0;

    @Provide
    Arbitrary<Interaction> interactions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(Action.class),
                        Arbitraries.longs().between(1, 10_000_000_000L))
                .as((actor, action, msat) -> new Interaction(actor, action, action == Action.ZAP ? msat : 0));
    }

    @Provide
    Arbitrary<Virality> notes() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, 100_000);
        Arbitrary<Engagement> engagement = Combinators.combine(
                        count, Arbitraries.longs().between(0, 1L << 50), count, count, count)
                .as(Engagement::new);
        return Combinators.combine(engagement, Arbitraries.longs().between(BEGIN, BEGIN + 2 * TEN_YEARS))
                .as(Virality::new);
    }

    /** All rows in any order, then without half of them. */
    @Property
    void theAccumulatorEqualsTheDefinition(
            @ForAll @Size(max = 40) List<@From("interactions") Interaction> interactions, @ForAll Random random) {
        // As a table with one row for each (actor, action) would have it: zaps are rows of their own.
        record Deed(int actor, Action action) {}
        List<Interaction> rows = new ArrayList<>();
        Set<Deed> deeds = new HashSet<>();
        for (Interaction interaction : interactions) {
            if (interaction.action() == Action.ZAP || deeds.add(new Deed(interaction.actor(), interaction.action()))) {
                rows.add(interaction);
            }
        }
        Collections.shuffle(rows, random);
        Engagement kept = Engagement.NONE;
        for (Interaction row : rows) {
            kept = row.actor() == AUTHOR ? kept : kept.plus(row);
        }
        assertThat(kept).isEqualTo(Engagement.of(interactions, AUTHOR, actor -> true));

        List<Interaction> gone = rows.subList(0, rows.size() / 2);
        for (Interaction row : gone) {
            kept = row.actor() == AUTHOR ? kept : kept.minus(row);
        }
        assertThat(kept).isEqualTo(Engagement.of(rows.subList(rows.size() / 2, rows.size()), AUTHOR, actor -> true));
    }

    @Property(tries = 5000)
    void theRankGivesTheScoreOfAnyLaterTime(
            @ForAll("notes") Virality note, @ForAll @LongRange(max = TEN_YEARS) long age) {
        long now = note.createdAt() + age;
        double naive = note.score(now).value();
        // 2^-age has steps of MIN_VALUE once it is smaller than MIN_NORMAL, and points multiply them
        double points = note.score(note.createdAt()).value();
        double steps = (points + 1) * Double.MIN_VALUE;
        if (note.rank().isEmpty()) {
            assertThat(naive).isZero();
        } else {
            assertThat(Virality.at(note.rank().getAsDouble(), now)).isCloseTo(naive, within(naive * 1e-10 + steps));
        }
    }

    /** Close notes too, so that their scores are compared and not only their dates. */
    @Property(tries = 5000)
    void notesRankAsTheyScore(
            @ForAll("notes") Virality one,
            @ForAll("notes") Virality other,
            @ForAll @LongRange(min = -200_000, max = 200_000) long apart,
            @ForAll @LongRange(max = 1_000_000) long age) {
        Virality near = new Virality(other.engagement(), one.createdAt() + apart);
        long now = Math.max(one.createdAt(), near.createdAt()) + age;
        double first = one.score(now).value();
        double second = near.score(now).value();
        if (Math.abs(first - second) > 1e-10 * Math.max(first, second)) {
            assertThat(Double.compare(rank(one), rank(near))).isEqualTo(Double.compare(first, second));
        }
    }

    private static double rank(Virality note) {
        return note.rank().orElse(Double.NEGATIVE_INFINITY);
    }
}
