package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The attack of the field study (section 8): 6,467 accounts boosted one campaign until it had 95 of the top 100 notes.
 * Replayed on a synthetic network, with sockpuppets that arrange their follows in different ways.
 */
class BoughtBoostsTest {

    private static final int PEOPLE = 20_000;
    private static final int PUPPETS = 6_467;
    private static final int CAMPAIGN = 95;
    private static final int BOOSTS_OF_A_PUPPET = 10;
    private static final int GENUINE = 4_000;
    private static final int TOP = 100;
    private static final long NOW = 1_764_000_000L;

    private record Note(int author, long createdAt, List<Interaction> interactions) {

        double rank(IntPredicate counted) {
            return new Virality(Engagement.of(interactions, author, counted), createdAt)
                    .rank()
                    .orElse(Double.NEGATIVE_INFINITY);
        }
    }

    private static SyntheticNetwork network;
    private static List<Note> genuine;

    @BeforeAll
    static void aNetworkAndWhatItWritesInADay() {
        network = new SyntheticNetwork(PEOPLE, 100, 1);
        FollowGraph graph = network.graph();
        Map<Integer, List<Integer>> followers = new HashMap<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int index = 0; index < graph.degree(person); index++) {
                followers
                        .computeIfAbsent(graph.followed(person, index), key -> new ArrayList<>())
                        .add(person);
            }
        }
        Random random = new Random(2);
        genuine = new ArrayList<>();
        for (int i = 0; i < GENUINE; i++) {
            int author = i < 1000 ? network.popular(i) : random.nextInt(PEOPLE);
            double appeal = 0.02 + 0.1 * random.nextDouble();
            List<Interaction> interactions = new ArrayList<>();
            for (int follower : followers.getOrDefault(author, List.of())) {
                if (random.nextDouble() < appeal) {
                    interactions.add(new Interaction(follower, anyAction(random), 21_000));
                }
            }
            genuine.add(new Note(author, NOW - random.nextInt(86_400), interactions));
        }
    }

    private static Action anyAction(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Action.REPOST;
            case 1, 2 -> Action.REPLY;
            case 3 -> Action.ZAP;
            default -> Action.REACTION;
        };
    }

    private static Map<String, BiConsumer<SyntheticNetwork, int[]>> attacks() {
        Map<String, BiConsumer<SyntheticNetwork, int[]>> attacks = new LinkedHashMap<>();
        attacks.put("all follow a hundred of each other", BoughtBoostsTest::followEachOther);
        attacks.put("they follow each other and real people, some of whom follow back", (network, puppets) -> {
            followEachOther(network, puppets);
            followPeople(network, puppets, 50);
        });
        attacks.put("all follow one, who follows all", (network, puppets) -> followLeaders(network, puppets, 1));
        attacks.put("all follow fifty, who follow all; and real people", (network, puppets) -> {
            followLeaders(network, puppets, 50);
            followPeople(network, puppets, 20);
        });
        attacks.put("each follows everybody who follows back", (network, puppets) -> {
            followEachOther(network, puppets);
            int[] followBack = network.whoFollowBack().toArray();
            for (int puppet : puppets) {
                for (int person : followBack) {
                    network.follow(puppet, person);
                }
            }
        });
        attacks.put("three of the most popular people follow back all of them", (network, puppets) -> {
            followEachOther(network, puppets);
            for (int place = 2; place < 5; place++) {
                network.followsBack(network.popular(place));
                for (int puppet : puppets) {
                    network.follow(puppet, network.popular(place));
                }
            }
        });
        attacks.put("two of the most popular people follow three hundred of them", (network, puppets) -> {
            followEachOther(network, puppets);
            for (int i = 0; i < 300; i++) {
                network.follow(network.popular(0), puppets[i]);
                network.follow(network.popular(1), puppets[i]);
            }
        });
        attacks.put("fifty people follow three of them, who follow all or many", (network, puppets) -> {
            followEachOther(network, puppets);
            for (int i = 0; i < 50; i++) {
                network.follow(network.person(), puppets[0]);
                network.follow(network.person(), puppets[1]);
                network.follow(network.person(), puppets[2]);
            }
            for (int i = 0; i < puppets.length; i++) {
                network.follow(puppets[0], puppets[i]);
                network.follow(puppets[i % 2 + 1], puppets[i % 500]);
                network.follow(puppets[i], puppets[i % 3]);
            }
        });
        return attacks;
    }

    private static void followEachOther(SyntheticNetwork network, int[] puppets) {
        for (int puppet : puppets) {
            for (int i = 0; i < 100; i++) {
                network.follow(puppet, puppets[network.random().nextInt(puppets.length)]);
            }
        }
    }

    private static void followPeople(SyntheticNetwork network, int[] puppets, int each) {
        for (int puppet : puppets) {
            for (int i = 0; i < each; i++) {
                network.follow(puppet, network.person());
            }
        }
    }

    private static void followLeaders(SyntheticNetwork network, int[] puppets, int leaders) {
        for (int puppet : puppets) {
            for (int leader = 0; leader < leaders; leader++) {
                network.follow(puppet, puppets[leader]);
                network.follow(puppets[leader], puppet);
            }
        }
    }

    @TestFactory
    List<DynamicTest> boughtBoostsDoNotRank() {
        return attacks().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.getKey(), () -> replay(attack.getValue())))
                .toList();
    }

    private static void replay(BiConsumer<SyntheticNetwork, int[]> attack) {
        SyntheticNetwork attacked = network.copy();
        int[] puppets = join(attacked);
        attack.accept(attacked, puppets);
        FollowGraph graph = attacked.graph();

        List<TrustSeed> seeds = TrustSeed.elect(graph, 3);
        TrustSet trust = TrustSet.of(graph, seeds);
        List<Note> notes = new ArrayList<>(genuine);
        notes.addAll(campaign(puppets));

        assertThat(seeds).isNotEmpty().allMatch(seed -> seed.account() < PEOPLE);
        assertThat(campaignNotesInTheTop(notes, actor -> true)).isGreaterThan(80);
        assertThat(campaignNotesInTheTop(notes, trust::contains)).isLessThanOrEqualTo(2);
        // Real people must not pay for it: 73 of 75 in the field study.
        assertThat(IntStream.range(0, PEOPLE).filter(trust::contains).count()).isGreaterThan(PEOPLE * 3 / 4);
        assertThat(trustedShareOfTheBestGenuineNotes(trust)).isGreaterThan(0.9);
    }

    /** Written over the day as the genuine ones; each booster does everything that is free to some of them. */
    private static List<Note> campaign(int[] puppets) {
        Random random = new Random(4);
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < CAMPAIGN; i++) {
            notes.add(new Note(puppets[i], NOW - random.nextInt(86_400), new ArrayList<>()));
        }
        for (int puppet : puppets) {
            for (int i = 0; i < BOOSTS_OF_A_PUPPET; i++) {
                List<Interaction> boosts = notes.get(random.nextInt(CAMPAIGN)).interactions();
                boosts.add(new Interaction(puppet, Action.REPOST, 0));
                boosts.add(new Interaction(puppet, Action.REACTION, 0));
                boosts.add(new Interaction(puppet, Action.REPLY, 0));
            }
        }
        return notes;
    }

    private static long campaignNotesInTheTop(List<Note> notes, IntPredicate counted) {
        return top(notes, counted).stream()
                .filter(note -> note.author() >= PEOPLE)
                .count();
    }

    private static List<Note> top(List<Note> notes, IntPredicate counted) {
        Map<Note, Double> ranks = new IdentityHashMap<>();
        notes.forEach(note -> ranks.put(note, note.rank(counted)));
        return notes.stream()
                .sorted(Comparator.comparing(ranks::get).reversed())
                .limit(TOP)
                .toList();
    }

    private static double trustedShareOfTheBestGenuineNotes(TrustSet trust) {
        return top(genuine, actor -> true).stream()
                .flatMap(note -> note.interactions().stream())
                .mapToInt(interaction -> trust.contains(interaction.actor()) ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** The lot must not decide. */
    @Test
    void anyLotElectsRealPeople() {
        SyntheticNetwork attacked = network.copy();
        followLeaders(attacked, join(attacked), 50);
        FollowGraph graph = attacked.graph();
        for (long randomSeed = 0; randomSeed < 5; randomSeed++) {
            assertThat(TrustSeed.elect(graph, randomSeed)).isNotEmpty().allMatch(seed -> seed.account() < PEOPLE);
        }
    }

    /** Two thirds of the accounts are sockpuppets. */
    @Test
    void aMajorityThatFollowsRealPeopleElectsThem() {
        SyntheticNetwork attacked = new SyntheticNetwork(PUPPETS / 2, 10, 5);
        int[] puppets = join(attacked);
        followEachOther(attacked, puppets);
        followPeople(attacked, puppets, 50);
        FollowGraph graph = attacked.graph();
        List<TrustSeed> seeds = TrustSeed.elect(graph, 3);
        assertThat(seeds).isNotEmpty().allMatch(seed -> seed.account() < attacked.people());
        assertThat(IntStream.of(puppets).filter(TrustSet.of(graph, seeds)::contains))
                .hasSizeLessThanOrEqualTo(3);
    }

    /** The known limit, and what helps. */
    @Test
    void againstAMajorityThatKeepsToItselfSeedsMustBeConfigured() {
        SyntheticNetwork attacked = new SyntheticNetwork(PUPPETS / 2, 10, 5);
        int[] puppets = join(attacked);
        followLeaders(attacked, puppets, 50);
        FollowGraph graph = attacked.graph();
        assertThat(TrustSeed.elect(graph, 3).get(0).account()).isGreaterThanOrEqualTo(attacked.people());

        TrustSet trust =
                TrustSet.of(graph, IntStream.range(0, 5).map(attacked::popular).toArray());
        assertThat(IntStream.of(puppets).filter(trust::contains)).isEmpty();
        assertThat(trust.size()).isGreaterThan(attacked.people() * 3 / 4);
    }

    private static int[] join(SyntheticNetwork network) {
        return IntStream.range(0, PUPPETS).map(i -> network.join()).toArray();
    }
}
