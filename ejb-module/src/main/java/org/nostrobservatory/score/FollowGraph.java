package org.nostrobservatory.score;

import java.util.Arrays;

/**
 * Who follows whom, by the current lists (NIP-02): accounts are numbers from 0 on, all follows lie in one array. 161,000
 * accounts with 5.3 million follows take 22 MB and a second to build.
 */
public final class FollowGraph {

    /** Where the follows of each account begin; the last one is their number. */
    private final int[] starts;

    private final int[] follows;

    private FollowGraph(int[] starts, int[] follows) {
        this.starts = starts;
        this.follows = follows;
    }

    /**
     * Builds a graph from pairs, in any order. What is named twice counts once; who follows himself, or an account that
     * there is not, does not follow anybody thereby.
     *
     * @param accounts how many there are
     * @param followers one end of each pair
     * @param followed the other end; as many
     */
    public static FollowGraph of(int accounts, int[] followers, int[] followed) {
        int[] starts = new int[accounts + 1];
        for (int pair = 0; pair < followers.length; pair++) {
            if (isFollow(accounts, followers[pair], followed[pair])) {
                starts[followers[pair] + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] follows = new int[starts[accounts]];
        int[] next = Arrays.copyOf(starts, accounts);
        for (int pair = 0; pair < followers.length; pair++) {
            if (isFollow(accounts, followers[pair], followed[pair])) {
                follows[next[followers[pair]]++] = followed[pair];
            }
        }
        return distinct(starts, follows);
    }

    /**
     * Builds a graph from lists, with the same rules.
     *
     * @param lists whom each account follows, by its number; null for an account without a list
     */
    public static FollowGraph of(int[][] lists) {
        int accounts = lists.length;
        int[] starts = new int[accounts + 1];
        for (int follower = 0; follower < accounts; follower++) {
            starts[follower + 1] = starts[follower] + follows(lists, follower).length;
        }
        int[] follows = new int[starts[accounts]];
        for (int follower = 0; follower < accounts; follower++) {
            int[] list = follows(lists, follower);
            System.arraycopy(list, 0, follows, starts[follower], list.length);
        }
        return distinct(starts, follows);
    }

    private static int[] follows(int[][] lists, int follower) {
        int[] list = lists[follower];
        if (list == null) {
            return new int[0];
        }
        return Arrays.stream(list)
                .filter(followed -> isFollow(lists.length, follower, followed))
                .toArray();
    }

    private static boolean isFollow(int accounts, int follower, int followed) {
        return follower != followed && follower >= 0 && follower < accounts && followed >= 0 && followed < accounts;
    }

    /** Sorts the follows of each account and closes the gaps that duplicates leave. */
    private static FollowGraph distinct(int[] starts, int[] follows) {
        int kept = 0;
        int begin = 0;
        for (int account = 0; account + 1 < starts.length; account++) {
            int end = starts[account + 1];
            Arrays.sort(follows, begin, end);
            starts[account] = kept;
            int last = -1;
            for (int i = begin; i < end; i++) {
                if (follows[i] != last) {
                    last = follows[i];
                    follows[kept++] = last;
                }
            }
            begin = end;
        }
        starts[starts.length - 1] = kept;
        return new FollowGraph(starts, kept == follows.length ? follows : Arrays.copyOf(follows, kept));
    }

    /** The same accounts, with those follows only that lead to somebody whose own list is known and not empty. */
    FollowGraph amongFollowers() {
        int[] newStarts = new int[starts.length];
        int[] kept = new int[follows.length];
        int end = 0;
        for (int account = 0; account < accounts(); account++) {
            newStarts[account] = end;
            for (int index = 0; index < degree(account); index++) {
                int followed = followed(account, index);
                if (degree(followed) > 0) {
                    kept[end++] = followed;
                }
            }
        }
        newStarts[accounts()] = end;
        return new FollowGraph(newStarts, Arrays.copyOf(kept, end));
    }

    public int accounts() {
        return starts.length - 1;
    }

    /** How many accounts this one follows. */
    public int degree(int account) {
        return starts[account + 1] - starts[account];
    }

    /**
     * One of the accounts that this one follows.
     *
     * @param index from 0 to its degree
     */
    public int followed(int account, int index) {
        return follows[starts[account] + index];
    }
}
