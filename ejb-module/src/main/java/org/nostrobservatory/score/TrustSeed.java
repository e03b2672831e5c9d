package org.nostrobservatory.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An account that most others come to when they follow follows: where trust begins if nobody configured it.
 *
 * <p>The rule: {@value #MAX_VOTERS} accounts that follow somebody, chosen by lot, are asked. Each takes
 * {@value #WALKS} walks of {@value #STEPS} steps, each step to any of the accounts that the last one follows, and votes
 * for the accounts that it met {@value #MEETINGS} times. Seeds are those with half of the first one's votes,
 * {@value #MAX_SEEDS} at most. Accounts whose own list is unknown are passed over: in a fresh archive most are, walks
 * would end there, and they cannot pass trust on.
 *
 * <p>Why so: follows are free, so numbers of followers, and PageRank, go to who makes more keys and lets them all follow
 * one. Here each key has one voice for each candidate, and what counts is how many keys come to him over several steps,
 * not how straight. Sockpuppets that follow only each other elect nobody as long as they are less than about a third of
 * the accounts with a list; those that also follow real people vote for the real ones as well, and need about half.
 * Follows that real people give to sockpuppets help these as much as a walk is likely to take one of them.
 *
 * <p>What no rule on the graph alone can do: sockpuppets that are the majority, and keep to themselves, look exactly like
 * a network. Against that, configure seeds.
 *
 * <p>Cost: one pass over all follows, and {@value #MAX_VOTERS} × {@value #WALKS} × {@value #STEPS} steps whatever the
 * size; less than a second.
 *
 * @param votes of how many voters
 */
public record TrustSeed(int account, int votes, int voters) {

    static final int MAX_SEEDS = 100;
    private static final int MAX_VOTERS = 1000;
    private static final int WALKS = 1000;
    private static final int STEPS = 4;
    private static final int MEETINGS = 3;

    /**
     * Elects the seeds.
     *
     * @param randomSeed decides the lot: the same gives the same seeds of the same graph
     * @return most votes first; empty if nobody follows anybody who follows somebody
     */
    public static List<TrustSeed> elect(FollowGraph whole, long randomSeed) {
        FollowGraph graph = whole.amongFollowers();
        SplittableRandom random = new SplittableRandom(randomSeed);
        int[] voters = voters(graph, random);
        int[] votes = new int[graph.accounts()];
        int[] meetings = new int[graph.accounts()];
        for (int voter : voters) {
            int[] met = walks(graph, voter, random);
            for (int account : met) {
                meetings[account]++;
                if (meetings[account] == MEETINGS) {
                    votes[account]++;
                }
            }
            for (int account : met) {
                meetings[account] = 0;
            }
        }
        List<TrustSeed> candidates = IntStream.range(0, votes.length)
                .filter(account -> votes[account] > 0)
                .mapToObj(account -> new TrustSeed(account, votes[account], voters.length))
                .sorted(Comparator.comparingInt(TrustSeed::votes).reversed().thenComparing(TrustSeed::account))
                .limit(MAX_SEEDS)
                .toList();
        return candidates.stream()
                .filter(candidate -> 2L * candidate.votes() >= candidates.get(0).votes())
                .toList();
    }

    private static int[] voters(FollowGraph graph, SplittableRandom random) {
        int[] all = IntStream.range(0, graph.accounts())
                .filter(account -> graph.degree(account) > 0)
                .toArray();
        int count = Math.min(MAX_VOTERS, all.length);
        for (int i = 0; i < count; i++) {
            int chosen = random.nextInt(i, all.length);
            int voter = all[chosen];
            all[chosen] = all[i];
            all[i] = voter;
        }
        return Arrays.copyOf(all, count);
    }

    /** Whom a voter meets, as often as it does. */
    private static int[] walks(FollowGraph graph, int voter, SplittableRandom random) {
        int[] met = new int[WALKS * STEPS];
        int count = 0;
        for (int walk = 0; walk < WALKS; walk++) {
            int at = voter;
            for (int step = 0; step < STEPS && graph.degree(at) > 0; step++) {
                at = graph.followed(at, random.nextInt(graph.degree(at)));
                if (at != voter) {
                    met[count++] = at;
                }
            }
        }
        return Arrays.copyOf(met, count);
    }
}
