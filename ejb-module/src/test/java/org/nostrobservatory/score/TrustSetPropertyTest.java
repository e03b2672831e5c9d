package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever accounts do that nobody trusted follows: it changes nothing for anybody. */
class TrustSetPropertyTest {

    private static final int PEOPLE = 30;
    private static final int PUPPETS = 20;

    @Provide
    Arbitrary<int[]> followsOfPeople() {
        return Arbitraries.integers().between(0, PEOPLE - 1).array(int[].class).ofMaxSize(400);
    }

    @Provide
    Arbitrary<int[]> puppets() {
        return Arbitraries.integers()
                .between(PEOPLE, PEOPLE + PUPPETS - 1)
                .array(int[].class)
                .ofSize(100);
    }

    @Provide
    Arbitrary<int[]> anybody() {
        return Arbitraries.integers()
                .between(0, PEOPLE + PUPPETS - 1)
                .array(int[].class)
                .ofSize(100);
    }

    @Property
    void followsOfOthersMoveNoTrust(
            @ForAll("followsOfPeople") int[] ends,
            @ForAll("puppets") int[] puppets,
            @ForAll("anybody") int[] followed) {
        int[] attack = IntStream.range(0, puppets.length)
                .flatMap(i -> IntStream.of(puppets[i], followed[i]))
                .toArray();
        int[] even = IntStream.of(ends).limit(ends.length / 2 * 2L).toArray();
        TrustSet before = TrustSet.of(TrustSetTest.graph(PEOPLE + PUPPETS, even), 0, 1, 2, 3);
        TrustSet after = TrustSet.of(
                TrustSetTest.graph(
                        PEOPLE + PUPPETS,
                        IntStream.concat(IntStream.of(even), IntStream.of(attack))
                                .toArray()),
                0,
                1,
                2,
                3);
        for (int account = 0; account < PEOPLE + PUPPETS; account++) {
            assertThat(after.standing(account)).isEqualTo(before.standing(account));
        }
        assertThat(IntStream.range(PEOPLE, PEOPLE + PUPPETS).filter(after::contains))
                .isEmpty();
    }
}
