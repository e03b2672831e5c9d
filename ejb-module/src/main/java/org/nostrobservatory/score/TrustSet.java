package org.nostrobservatory.score;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The accounts whose interactions count where trust is asked for ({@code trusted=true}).
 *
 * <p>The rule:
 *
 * <ol>
 *   <li>Seeds are what the operator configured, else the elected ones ({@link TrustSeed}).
 *   <li>Trust flows along follows: in each of {@value #ROUNDS} rounds the seeds get {@code 15 %} of all trust in equal
 *       parts, and each account passes 85 % of its own on, in equal parts to whom it follows (personalised PageRank;
 *       TrustRank of Gyöngyi and others, 2004). A list of more than {@value #LONG_LIST} passes on less, a quarter if it
 *       is twice as long: who follows back everybody vouches for nobody.
 *   <li>The accounts that together hold 98 % of all trust, the richest first, are rich enough. This line moves with the
 *       network and not with the number of accounts, which anybody can raise.
 *   <li>Trusted are the seeds, and who is rich enough and followed by {@value #VOUCHERS} trusted accounts (or by as many
 *       as there are seeds, if these are fewer).
 * </ol>
 *
 * <p>So only the follows that trusted people give count: what sockpuppets do among themselves, and whom they follow,
 * moves no trust to them. All that they hold together is at most seven times what real people's follows carry to them in a
 * round (1 / 15 %), each trusted one of them takes as much of it as the poorest trusted person has, and three trusted
 * accounts must have followed it. So what they can win grows with the follows that they obtain, not with their number, as
 * in SybilRank (Cao and others, 2012). What remains: sockpuppets whom three people of the first rank follow are trusted.
 *
 * <p>Cost: {@value #ROUNDS} passes over all follows and one sort of the accounts; about a second for 161,000 accounts
 * with 5.3 million follows. Therefore it is computed as a whole from time to time (an hour is often enough: people are
 * trusted for years) instead of being kept up with every list: one follow moves a little trust of everybody, but hardly
 * ever somebody over the line. Only those who came or went concern anybody else: what they did is added to, or taken
 * from, what is counted by trust.
 */
public final class TrustSet {

    /**
     * Why an account is trusted or not.
     *
     * @param share its part of all trust
     * @param needed the part that is enough
     * @param vouchers how many trusted accounts follow it
     * @param vouchersNeeded how many are enough
     */
    public record Standing(
            boolean trusted, boolean seed, double share, double needed, int vouchers, int vouchersNeeded) {}

    private static final double PASSED_ON = 0.85;
    private static final int ROUNDS = 20;
    private static final int LONG_LIST = 1000;
    private static final double HELD = 0.98;
    private static final int VOUCHERS = 3;

    private final double[] shares;
    private final double needed;
    private final BitSet seeds;
    private final int[] vouchers;
    private final int vouchersNeeded;
    private final BitSet trusted;

    private TrustSet(FollowGraph graph, BitSet seeds) {
        this.seeds = seeds;
        shares = shares(graph, seeds);
        needed = needed(shares);
        vouchersNeeded = Math.min(VOUCHERS, seeds.cardinality());
        vouchers = new int[graph.accounts()];
        trusted = new BitSet(graph.accounts());
        vouch(graph);
    }

    /**
     * Computes the set.
     *
     * @param seeds where trust begins; numbers of no account are left out
     * @return empty if there are no seeds
     */
    public static TrustSet of(FollowGraph graph, int... seeds) {
        BitSet known = new BitSet(graph.accounts());
        for (int seed : seeds) {
            if (seed >= 0 && seed < graph.accounts()) {
                known.set(seed);
            }
        }
        return new TrustSet(graph, known);
    }

    public static TrustSet of(FollowGraph graph, List<TrustSeed> seeds) {
        return of(graph, seeds.stream().mapToInt(TrustSeed::account).toArray());
    }

    /** How much of all trust each account has after the last round. */
    private static double[] shares(FollowGraph graph, BitSet seeds) {
        int accounts = graph.accounts();
        double[] trust = new double[accounts];
        double ofSeed = (1 - PASSED_ON) / Math.max(1, seeds.cardinality());
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[accounts];
            seeds.stream().forEach(seed -> next[seed] = ofSeed);
            for (int account = 0; account < accounts; account++) {
                int degree = graph.degree(account);
                if (trust[account] > 0 && degree > 0) {
                    double care = Math.min(1, (double) LONG_LIST / degree);
                    double part = PASSED_ON * trust[account] * care * care / degree;
                    for (int index = 0; index < degree; index++) {
                        next[graph.followed(account, index)] += part;
                    }
                }
            }
            trust = next;
        }
        double all = Arrays.stream(trust).sum();
        return all > 0 ? Arrays.stream(trust).map(amount -> amount / all).toArray() : trust;
    }

    /** The share of the poorest of the richest that together hold enough. */
    private static double needed(double[] shares) {
        double[] sorted = shares.clone();
        Arrays.sort(sorted);
        double held = 0;
        int poorest = sorted.length;
        while (poorest > 0 && held < HELD && sorted[poorest - 1] > 0) {
            poorest--;
            held += sorted[poorest];
        }
        return poorest < sorted.length ? sorted[poorest] : 1;
    }

    /** Beginning with the seeds, each account that becomes trusted vouches for whom it follows. */
    private void vouch(FollowGraph graph) {
        int[] queue = new int[graph.accounts()];
        int end = 0;
        for (int seed : seeds.stream().toArray()) {
            trusted.set(seed);
            queue[end++] = seed;
        }
        for (int begin = 0; begin < end; begin++) {
            int account = queue[begin];
            for (int index = 0; index < graph.degree(account); index++) {
                int followed = graph.followed(account, index);
                vouchers[followed]++;
                if (vouchers[followed] >= vouchersNeeded && shares[followed] >= needed && !trusted.get(followed)) {
                    trusted.set(followed);
                    queue[end++] = followed;
                }
            }
        }
    }

    /** False also for a number of no account, such as one that came after the set was computed. */
    public boolean contains(int account) {
        return account >= 0 && trusted.get(account);
    }

    public int size() {
        return trusted.cardinality();
    }

    /**
     * Why an account is in the set or not.
     *
     * @param account one of the graph
     */
    public Standing standing(int account) {
        return new Standing(
                trusted.get(account), seeds.get(account), shares[account], needed, vouchers[account], vouchersNeeded);
    }
}
