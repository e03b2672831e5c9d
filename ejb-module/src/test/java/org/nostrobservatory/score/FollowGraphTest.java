package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FollowGraphTest {

    @Test
    void pairsInAnyOrderBecomeListsWithoutDuplicates() {
        FollowGraph graph = FollowGraph.of(4, new int[] {2, 0, 2, 2, 0, 3}, new int[] {1, 3, 0, 1, 3, 2});
        assertThat(follows(graph, 0)).containsExactly(3);
        assertThat(follows(graph, 1)).isEmpty();
        assertThat(follows(graph, 2)).containsExactly(0, 1);
        assertThat(follows(graph, 3)).containsExactly(2);
        assertThat(graph.accounts()).isEqualTo(4);
    }

    @Test
    void whatIsNoFollowIsLeftOut() {
        FollowGraph graph = FollowGraph.of(2, new int[] {0, 0, 0, -1, 2, 1}, new int[] {0, 2, -1, 0, 0, 0});
        assertThat(follows(graph, 0)).isEmpty();
        assertThat(follows(graph, 1)).containsExactly(0);
    }

    @Test
    void whoHasNoListCanBePassedOver() {
        FollowGraph graph =
                TrustSetTest.graph(5, 0, 1, 0, 2, 0, 3, 2, 0, 2, 4, 3, 4).amongFollowers();
        assertThat(follows(graph, 0)).containsExactly(2, 3);
        assertThat(follows(graph, 1)).isEmpty();
        assertThat(follows(graph, 2)).containsExactly(0);
        assertThat(follows(graph, 3)).isEmpty();
        assertThat(graph.accounts()).isEqualTo(5);
    }

    @Test
    void nobodyIsAGraph() {
        FollowGraph graph = FollowGraph.of(0, new int[0], new int[0]);
        assertThat(graph.accounts()).isZero();
        assertThat(TrustSeed.elect(graph, 1)).isEmpty();
        assertThat(TrustSet.of(graph, 1).size()).isZero();
    }

    private static IntStream follows(FollowGraph graph, int account) {
        return IntStream.range(0, graph.degree(account)).map(index -> graph.followed(account, index));
    }
}
