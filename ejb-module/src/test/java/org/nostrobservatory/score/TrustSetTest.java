package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.score.TrustSet.Standing;

class TrustSetTest {

    @Test
    void threeTrustedFollowersMakeTrustedAndTwoDoNot() {
        // 0, 1, 2 are seeds; all follow 3, two of them 4; 3 follows 5, who follows 6.
        FollowGraph graph = graph(7, 0, 3, 1, 3, 2, 3, 0, 4, 1, 4, 3, 5, 5, 6);
        TrustSet trust = TrustSet.of(graph, 0, 1, 2);
        assertThat(IntStream.range(0, 7).filter(trust::contains)).containsExactly(0, 1, 2, 3);
        assertThat(trust.size()).isEqualTo(4);
    }

    @Test
    void theStandingSaysWhy() {
        FollowGraph graph = graph(4, 0, 2, 1, 2, 0, 3);
        TrustSet trust = TrustSet.of(graph, 0, 1);
        Standing both = trust.standing(2);
        Standing one = trust.standing(3);
        assertThat(both.trusted()).isTrue();
        assertThat(both.seed()).isFalse();
        assertThat(both.vouchers()).isEqualTo(2);
        assertThat(both.vouchersNeeded()).isEqualTo(2);
        assertThat(both.share()).isGreaterThanOrEqualTo(both.needed());
        assertThat(one.trusted()).isFalse();
        assertThat(one.vouchers()).isEqualTo(1);
        assertThat(trust.standing(0).seed()).isTrue();
        assertThat(IntStream.range(0, 4)
                        .mapToDouble(account -> trust.standing(account).share())
                        .sum())
                .isCloseTo(1, within(1e-12));
        // 1 gives all to 2, 0 gives half to each.
        assertThat(both.share()).isCloseTo(3 * one.share(), within(1e-12));
    }

    @Test
    void whomAnOnlySeedFollowsIsTrusted() {
        TrustSet trust = TrustSet.of(graph(4, 0, 1, 1, 2), 0);
        assertThat(IntStream.range(0, 4).filter(trust::contains)).containsExactly(0, 1, 2);
    }

    @Test
    void thePoorestAreLeftOut() {
        // The seed's list is long, and one who is on it follows somebody among very many.
        int[] pairs = IntStream.rangeClosed(1, 40)
                .flatMap(account -> IntStream.of(0, account))
                .toArray();
        int[] more = IntStream.rangeClosed(41, 400)
                .flatMap(account -> IntStream.of(1, account))
                .toArray();
        FollowGraph graph = graph(401, concat(pairs, more));
        TrustSet trust = TrustSet.of(graph, 0);
        assertThat(trust.contains(40)).isTrue();
        assertThat(trust.contains(400)).isFalse();
        assertThat(trust.standing(400).vouchers()).isEqualTo(1);
        assertThat(trust.standing(400).share()).isLessThan(trust.standing(400).needed());
    }

    @Test
    void anyNumberCanBeAskedForAndOnlyAccountsAreSeeds() {
        TrustSet trust = TrustSet.of(graph(2, 0, 1), -1, 2, Integer.MAX_VALUE);
        assertThat(trust.size()).isZero();
        assertThat(trust.contains(-1)).isFalse();
        assertThat(trust.contains(Integer.MAX_VALUE)).isFalse();
        assertThat(trust.standing(1).needed()).isEqualTo(1);
    }

    /** A tenth of the lists is known, and so most of the famous have none. */
    @Test
    void aFreshArchiveHasATrustSet() {
        int known = 200;
        FollowGraph whole = new SyntheticNetwork(2000, 0, 6).graph();
        int[] ends = IntStream.range(0, known)
                .flatMap(account -> IntStream.range(0, whole.degree(account))
                        .flatMap(index -> IntStream.of(account, whole.followed(account, index))))
                .toArray();
        FollowGraph graph = graph(2000, ends);
        List<TrustSeed> seeds = TrustSeed.elect(graph, 1);
        assertThat(seeds).hasSizeGreaterThan(10).allMatch(seed -> seed.account() < known);
        assertThat(seeds).allMatch(seed -> seed.votes() <= seed.voters() && seed.voters() <= known);
        assertThat(seeds)
                .isSortedAccordingTo(Comparator.comparingInt(TrustSeed::votes).reversed());
        assertThat(TrustSet.of(graph, seeds).size()).isGreaterThan(1000);
    }

    @Test
    void theSameLotElectsTheSame() {
        FollowGraph graph = new SyntheticNetwork(2000, 0, 7).graph();
        assertThat(TrustSeed.elect(graph, 1)).isEqualTo(TrustSeed.elect(graph, 1));
        assertThat(TrustSeed.elect(graph, 1)).isNotEqualTo(TrustSeed.elect(graph, 2));
    }

    /** @param ends follower, followed, follower, followed … */
    static FollowGraph graph(int accounts, int... ends) {
        int[] followers =
                IntStream.range(0, ends.length / 2).map(i -> ends[2 * i]).toArray();
        int[] followed =
                IntStream.range(0, ends.length / 2).map(i -> ends[2 * i + 1]).toArray();
        return FollowGraph.of(accounts, followers, followed);
    }

    private static int[] concat(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }
}
