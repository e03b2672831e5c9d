package org.nostrobservatory.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A network with the features of the real one that matter for trust: a few people whom very many follow, three
 * communities with few follows between them, lists from none to 2,000, friends that follow each other, some that follow
 * back whoever follows them. Real people have the numbers from 0 on; sockpuppets are added after them.
 */
final class SyntheticNetwork {

    private static final int COMMUNITIES = 3;
    private static final double[] COMMUNITY_SHARES = {0.6, 0.84, 1};
    private static final double LURKERS = 0.15;
    private static final double OWN_COMMUNITY = 0.9;
    private static final double BY_POPULARITY = 0.75;
    private static final double MUTUAL = 0.15;

    private final Random random;
    private final int people;
    private final List<Integer> byPopularity;
    private final int[] community;
    private final boolean[] followsBack;
    private int[] followers = new int[1 << 22];
    private int[] followed = new int[1 << 22];
    private int pairs;
    private int accounts;

    /** @param followBack how many people, none of the famous, follow back whoever follows them */
    SyntheticNetwork(int people, int followBack, long randomSeed) {
        this.people = people;
        accounts = people;
        random = new Random(randomSeed);
        byPopularity = new ArrayList<>(IntStream.range(0, people).boxed().toList());
        Collections.shuffle(byPopularity, random);
        community = IntStream.range(0, people).map(person -> anyCommunity()).toArray();
        followsBack = new boolean[people];
        for (int i = 0; i < followBack; i++) {
            followsBack[byPopularity.get(people / 100 + random.nextInt(people - people / 100))] = true;
        }
        makeFriends();
    }

    private SyntheticNetwork(SyntheticNetwork other) {
        random = new Random(1);
        people = other.people;
        accounts = other.accounts;
        byPopularity = other.byPopularity;
        community = other.community;
        followsBack = other.followsBack.clone();
        followers = other.followers.clone();
        followed = other.followed.clone();
        pairs = other.pairs;
    }

    SyntheticNetwork copy() {
        return new SyntheticNetwork(this);
    }

    private int anyCommunity() {
        double x = random.nextDouble();
        return (int) Arrays.stream(COMMUNITY_SHARES).filter(end -> end <= x).count();
    }

    private void makeFriends() {
        boolean[] famous = new boolean[people];
        byPopularity.subList(0, people / 100).forEach(person -> famous[person] = true);
        Circle everybody = new Circle(byPopularity);
        List<Circle> circles = IntStream.range(0, COMMUNITIES)
                .mapToObj(one -> new Circle(byPopularity.stream()
                        .filter(person -> community[person] == one)
                        .toList()))
                .toList();
        for (int person = 0; person < people; person++) {
            if (random.nextDouble() < LURKERS) {
                continue;
            }
            int list = (int) Math.min(2000, Math.max(1, 60 * Math.exp(1.1 * random.nextGaussian())));
            for (int i = 0; i < list; i++) {
                Circle circle = random.nextDouble() < OWN_COMMUNITY ? circles.get(community[person]) : everybody;
                int other = random.nextDouble() < BY_POPULARITY ? circle.popular(random) : circle.any(random);
                add(person, other);
                if (!famous[other] && random.nextDouble() < MUTUAL) {
                    add(other, person);
                }
            }
        }
    }

    /** People, the most popular first; popularity falls with the power 0.8 of the place. */
    private static final class Circle {
        private final List<Integer> members;
        private final double[] sums;

        Circle(List<Integer> members) {
            this.members = members;
            sums = new double[members.size()];
            double sum = 0;
            for (int place = 0; place < sums.length; place++) {
                sum += Math.pow(place + 1.0, -0.8);
                sums[place] = sum;
            }
        }

        int popular(Random random) {
            int place = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
            return members.get(Math.min(members.size() - 1, place < 0 ? -place - 1 : place));
        }

        int any(Random random) {
            return members.get(random.nextInt(members.size()));
        }
    }

    int people() {
        return people;
    }

    Random random() {
        return random;
    }

    int person() {
        return random.nextInt(people);
    }

    /** @param place 0 is the most popular one */
    int popular(int place) {
        return byPopularity.get(place);
    }

    IntStream whoFollowBack() {
        return IntStream.range(0, people).filter(person -> followsBack[person]);
    }

    void followsBack(int person) {
        followsBack[person] = true;
    }

    /** A new account. */
    int join() {
        return accounts++;
    }

    void follow(int follower, int other) {
        add(follower, other);
    }

    private void add(int follower, int other) {
        if (pairs + 2 > followers.length) {
            followers = Arrays.copyOf(followers, 2 * pairs);
            followed = Arrays.copyOf(followed, 2 * pairs);
        }
        followers[pairs] = follower;
        followed[pairs++] = other;
        if (other < people && followsBack[other]) {
            followers[pairs] = other;
            followed[pairs++] = follower;
        }
    }

    FollowGraph graph() {
        return FollowGraph.of(accounts, Arrays.copyOf(followers, pairs), Arrays.copyOf(followed, pairs));
    }
}
