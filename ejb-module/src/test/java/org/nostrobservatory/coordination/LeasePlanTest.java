package org.nostrobservatory.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.nostrobservatory.coordination.LeasePlan.Node;
import org.nostrobservatory.coordination.LeasePlan.Relay;
import org.nostrobservatory.coordination.LeasePlan.Terms;

class LeasePlanTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Terms TERMS = new Terms(1000, Duration.ofSeconds(15), Duration.ofSeconds(5));

    /** Relays, collectors that are there, who has what (in any disorder, also of the gone), and a maximum. */
    record Situation(List<Relay> relays, int nodes, Map<Integer, UUID> holders, int maximum) {

        LeasePlan plan() {
            return plan(nodes, holders);
        }

        LeasePlan plan(int living, Map<Integer, UUID> before) {
            return LeasePlan.of(
                    relays,
                    IntStream.range(0, living).mapToObj(LeasePlanTest::living).toList(),
                    NOW,
                    before,
                    new Terms(maximum, TERMS.timeout(), TERMS.patience()));
        }

        /** The same with relays of one kind. */
        Situation uniform() {
            List<Relay> alike =
                    relays.stream().map(relay -> new Relay(relay.id(), false)).toList();
            return new Situation(alike, nodes, holders, maximum);
        }

        Set<Integer> important() {
            Set<Integer> ids = new HashSet<>();
            relays.stream().filter(Relay::highActivity).forEach(relay -> ids.add(relay.id()));
            return ids;
        }
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<List<Relay>> relays = Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 30))
                .as((high, normal) -> IntStream.range(0, high + normal)
                        .mapToObj(id -> new Relay(id, id < high))
                        .toList());
        Arbitrary<Map<Integer, UUID>> holders = Arbitraries.maps(
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.integers().between(0, 9).map(LeasePlanTest::id))
                .ofMaxSize(50);
        return Combinators.combine(
                        relays,
                        Arbitraries.integers().between(0, 7),
                        holders,
                        Arbitraries.integers().between(1, 20))
                .as(Situation::new);
    }

    @Property
    void eachRelayHasOneLivingCollectorOrIsLeftOver(@ForAll("situations") Situation situation) {
        LeasePlan plan = situation.plan();
        List<Integer> all = new ArrayList<>(plan.holders().keySet());
        all.addAll(plan.leftovers());
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        situation.relays().stream().map(Relay::id).toList());
        assertThat(plan.holders().values()).isSubsetOf(ids(situation.nodes()));
    }

    @Property
    void noCollectorHasMoreThanTheMaximumAndNothingIsLeftOverWhileThereIsRoom(
            @ForAll("situations") Situation situation) {
        LeasePlan plan = situation.plan();
        counts(plan.holders().values(), situation.nodes())
                .values()
                .forEach(count -> assertThat(count).isLessThanOrEqualTo(situation.maximum()));
        int room = situation.nodes() * situation.maximum();
        assertThat(plan.leftovers())
                .as("the least important")
                .isEqualTo(situation.relays().stream().skip(room).map(Relay::id).toList());
    }

    @Property
    void relaysOfHighActivityAreSpreadEvenlyAndSoAreAll(@ForAll("situations") Situation situation) {
        LeasePlan plan = situation.plan();
        List<UUID> ofImportant = new ArrayList<>();
        plan.holders().forEach((relay, holder) -> {
            if (situation.important().contains(relay)) {
                ofImportant.add(holder);
            }
        });
        assertEven(ofImportant, situation.nodes());
        assertEven(plan.holders().values(), situation.nodes());
    }

    @Property
    void whatIsAsPlannedStays(@ForAll("situations") Situation situation) {
        LeasePlan plan = situation.plan();
        assertThat(situation.plan(situation.nodes(), plan.holders())).isEqualTo(plan);
    }

    @Property
    void whenACollectorGoesOnlyItsRelaysMove(@ForAll("situations") Situation mixed) {
        Situation situation = mixed.uniform();
        assertThat(movedFromTheLiving(situation)).isZero();
    }

    /** A relay of high activity that was its own may have to push another one aside. */
    @Property
    void whenACollectorGoesNoMoreOfTheOthersMoveThanItHad(@ForAll("situations") Situation situation) {
        long had = held(situation.plan().holders(), situation.nodes() - 1);
        assertThat(movedFromTheLiving(situation)).isLessThanOrEqualTo(had);
    }

    private static long movedFromTheLiving(Situation situation) {
        Map<Integer, UUID> before = situation.plan().holders();
        Map<Integer, UUID> after = situation.plan(situation.nodes() - 1, before).holders();
        return after.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .filter(entry -> !before.get(entry.getKey()).equals(id(situation.nodes() - 1)))
                .filter(entry -> !before.get(entry.getKey()).equals(entry.getValue()))
                .count();
    }

    @Property
    void whenACollectorComesOnlyWhatItGetsMoves(@ForAll("situations") Situation mixed) {
        Situation situation = mixed.uniform();
        Map<Integer, UUID> before = situation.plan().holders();
        Map<Integer, UUID> after = situation.plan(situation.nodes() + 1, before).holders();
        before.forEach((relay, holder) -> assertThat(after.get(relay)).isIn(holder, id(situation.nodes())));
    }

    /** A relay of high activity that it gets may have to be made up for. */
    @Property
    void whenACollectorComesNoMoreMoveThanTwiceWhatItGets(@ForAll("situations") Situation situation) {
        Map<Integer, UUID> before = situation.plan().holders();
        Map<Integer, UUID> after = situation.plan(situation.nodes() + 1, before).holders();
        long moved = before.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                .count();
        assertThat(moved).isLessThanOrEqualTo(2 * held(after, situation.nodes()));
    }

    private static long held(Map<Integer, UUID> holders, int node) {
        return holders.values().stream().filter(id(node)::equals).count();
    }

    @Property
    void movementIsTheLeastThatEvennessAllows(
            @ForAll("situations") Situation situation, @ForAll @IntRange(min = 0, max = 6) int extra) {
        // What is over a collector's share has to move, and no more.
        Situation uniform = new Situation(
                        situation.relays(), situation.nodes() + extra, situation.holders(), situation.maximum())
                .uniform();
        Map<Integer, UUID> after = uniform.plan().holders();
        long kept = after.entrySet().stream()
                .filter(entry -> entry.getValue().equals(situation.holders().get(entry.getKey())))
                .count();
        assertThat(kept).isEqualTo(mostThatCanBeKept(uniform, after));
    }

    private static long mostThatCanBeKept(Situation situation, Map<Integer, UUID> after) {
        if (situation.nodes() == 0) {
            return 0;
        }
        Map<UUID, Integer> had = counts(
                after.keySet().stream()
                        .map(situation.holders()::get)
                        .filter(ids(situation.nodes())::contains)
                        .toList(),
                situation.nodes());
        int share = after.size() / situation.nodes();
        int over = after.size() % situation.nodes();
        long more = had.values().stream().filter(count -> count > share).count();
        return had.values().stream().mapToInt(count -> Math.min(count, share)).sum() + Math.min(over, more);
    }

    @Example
    void whoDoesNotSayThatItIsThereIsGone() {
        Node silent = new Node(id(1), NOW.minusSeconds(16), true);
        Node slow = new Node(id(2), NOW.minusSeconds(15), true);
        LeasePlan plan =
                LeasePlan.of(List.of(new Relay(1, false)), List.of(silent, slow), NOW, Map.of(1, id(1)), TERMS);
        assertThat(plan.gone()).containsExactly(id(1));
        assertThat(plan.holders()).isEqualTo(Map.of(1, id(2)));
    }

    @Example
    void whomTheGridDoesNotReachIsGoneSoonerButNotWhileItSaysThatItIsThere() {
        Node cutOff = new Node(id(1), NOW.minusSeconds(5), false);
        Node dead = new Node(id(2), NOW.minusSeconds(6), false);
        LeasePlan plan = LeasePlan.of(List.of(), List.of(cutOff, dead), NOW, Map.of(), TERMS);
        assertThat(plan.gone()).containsExactly(id(2));
    }

    @Example
    void relaysOfHighActivityGetACollectorEachAsFarAsPossible() {
        List<Relay> relays = List.of(new Relay(1, true), new Relay(2, true), new Relay(3, false), new Relay(4, false));
        LeasePlan plan = LeasePlan.of(
                relays, List.of(living(0), living(1)), NOW, Map.of(1, id(0), 2, id(0), 3, id(1), 4, id(1)), TERMS);
        assertThat(plan.holders().get(1)).isNotEqualTo(plan.holders().get(2));
    }

    private static void assertEven(Collection<UUID> holders, int nodes) {
        Collection<Integer> counts = counts(holders, nodes).values();
        if (!counts.isEmpty()) {
            int most = counts.stream().mapToInt(Integer::intValue).max().orElseThrow();
            int least = counts.stream().mapToInt(Integer::intValue).min().orElseThrow();
            assertThat(most - least).isLessThanOrEqualTo(1);
        }
    }

    private static Map<UUID, Integer> counts(Collection<UUID> holders, int nodes) {
        Map<UUID, Integer> counts = new HashMap<>();
        ids(nodes).forEach(node -> counts.put(node, 0));
        holders.forEach(holder -> counts.merge(holder, 1, Integer::sum));
        return counts;
    }

    private static Set<UUID> ids(int nodes) {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < nodes; i++) {
            ids.add(id(i));
        }
        return ids;
    }

    private static Node living(int number) {
        return new Node(id(number), NOW, true);
    }

    private static UUID id(int number) {
        return new UUID(0, number + 1L);
    }
}
