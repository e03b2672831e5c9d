package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.Asked;
import org.nostrobservatory.protocol.Filter;

/** Against a relay that sends no more than so many events at once, the newest first. */
class LookBackTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Asked FIRST = new Asked("first", 1_000);

    private final Random random = new Random(4);
    private int questions;

    @Test
    void everythingComesFromACappedRelayUnlessASecondIsFullerThanItsCap() {
        for (int round = 0; round < 300; round++) {
            int cap = 1 + random.nextInt(8);
            TreeSet<Long> stored = new TreeSet<>();
            List<Long> all = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                long time = 1_000 + random.nextInt(40);
                if (all.stream().filter(known -> known == time).count() < cap) {
                    all.add(time);
                }
                stored.add(time);
            }
            List<Integer> received = ask(all, cap, random.nextBoolean());

            assertThat(new TreeSet<>(received)).as("cap %d of %s", cap, all).hasSize(all.size());
            assertThat(questions).isLessThanOrEqualTo(2 * stored.size() + 2);
        }
    }

    @Test
    void aSecondThatIsFullerThanTheCapDoesNotHideWhatIsOlder() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(2_000L);
        }
        all.add(1_500L);

        assertThat(ask(all, 10, false)).contains(100);
    }

    @Test
    void aRelayThatInventsPagesIsAskedForSoManyOnly() {
        LookBack lookBack = lookBack(new Asked("first", 0));
        long time = 1_000_000_000;
        lookBack.came(new FrameGlance("first", OptionalLong.of(time)), NOW);
        LookBack.Step step = lookBack.ended("first", false, NOW);
        int pages = 0;
        while (step == LookBack.Step.ASK) {
            pages++;
            time--;
            lookBack.came(new FrameGlance("observatory-past", OptionalLong.of(time)), NOW);
            step = lookBack.ended("observatory-past", false, NOW);
        }

        assertThat(step).isEqualTo(LookBack.Step.COMPLETE);
        assertThat(pages).isEqualTo(LookBack.MAX_PAGES);
    }

    @Test
    void whatNobodyAskedForDoesNotMoveThePages() {
        LookBack lookBack = lookBack(FIRST);
        lookBack.came(new FrameGlance("first", OptionalLong.of(5_000)), NOW);
        lookBack.came(new FrameGlance("first", OptionalLong.of(999)), NOW);
        lookBack.came(new FrameGlance("another", OptionalLong.of(3_000)), NOW);
        lookBack.came(new FrameGlance("first", OptionalLong.empty()), NOW);
        assertThat(lookBack.ended("another", false, NOW)).isEqualTo(LookBack.Step.NOTHING);
        assertThat(lookBack.ended("first", false, NOW)).isEqualTo(LookBack.Step.ASK);
        assertThat(lookBack.request().filters().get(0).until()).hasValue(5_000);
        lookBack.came(new FrameGlance("observatory-past", OptionalLong.of(5_001)), NOW);

        assertThat(lookBack.ended("observatory-past", false, NOW)).isEqualTo(LookBack.Step.COMPLETE);
    }

    private static LookBack lookBack(Asked first) {
        return new LookBack(1, first, OptionalInt.empty(), true, NOW);
    }

    /** The indices of the events that came. */
    private List<Integer> ask(List<Long> all, int cap, boolean saysWhenFinished) {
        LookBack lookBack = lookBack(FIRST);
        List<Integer> received = new ArrayList<>();
        String name = "first";
        long until = Long.MAX_VALUE;
        questions = 1;
        while (true) {
            long last = until;
            List<Integer> matching = java.util.stream.IntStream.range(0, all.size())
                    .boxed()
                    .filter(i -> all.get(i) <= last)
                    .sorted(Comparator.comparing((Integer i) -> all.get(i)).reversed())
                    .toList();
            List<Integer> page = matching.subList(0, Math.min(cap, matching.size()));
            for (int i : page) {
                lookBack.came(new FrameGlance(name, OptionalLong.of(all.get(i))), NOW);
            }
            received.addAll(page);
            boolean finished = saysWhenFinished && page.size() == matching.size();
            LookBack.Step step = lookBack.ended(name, finished, NOW);
            if (step == LookBack.Step.COMPLETE) {
                return received;
            }
            assertThat(step).isEqualTo(LookBack.Step.ASK);
            Filter filter = lookBack.request().filters().get(0);
            assertThat(filter.since()).hasValue(1_000);
            name = lookBack.request().subscription();
            until = filter.until().getAsLong();
            questions++;
        }
    }
}
