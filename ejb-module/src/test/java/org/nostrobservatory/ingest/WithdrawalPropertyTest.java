package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;

/** Whatever comes in whatever order and however often: the archive says what the model says. */
class WithdrawalPropertyTest {

    private static final int[] KINDS = {
        0, 0, 1, 1, 3, 6, 7, 16, 1059, 1111, 10_002, 20_001, 30_000, 30_000, 30_023, 9735
    };
    private static final String[] IDENTIFIERS = {"", "x", "y"};
    private static final long PAST = 1_000;
    private static final long FUTURE = 100_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theArchiveEqualsTheModel(long seed) {
        Random random = new Random(seed);
        List<Event> events = randomEvents(random);
        WholeArchive tested = new WholeArchive();

        List<Event> deliveries = new ArrayList<>(events);
        deliveries.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(deliveries, random);
        for (int from = 0, to; from < deliveries.size(); from = to) {
            to = Math.min(deliveries.size(), from + 1 + random.nextInt(30));
            tested.archive.add(deliveries.subList(from, to));
        }

        assertEqual(tested, new WithdrawalModel(events, Instant.now().getEpochSecond()));
        assertThat(tested.outcomes().entrySet().stream()
                        .filter(outcome -> !outcome.getKey().equals("future"))
                        .mapToLong(outcome -> outcome.getValue())
                        .sum())
                .isEqualTo(deliveries.size());

        // The other half once more: nothing comes back.
        Map<String, List<String>> before = tested.contents();
        tested.archive.add(events.subList(events.size() / 2, events.size()));
        assertThat(tested.contents()).isEqualTo(before);

        while (tested.archive.removeExpired(Instant.ofEpochSecond(FUTURE + 5), 3) > 0) {
            // until none is left
        }
        assertEqual(tested, new WithdrawalModel(events, FUTURE + 5));
    }

    private static void assertEqual(WholeArchive tested, WithdrawalModel model) {
        List<Event> expected = model.stored();
        assertThat(tested.stored()).isEqualTo(expected.stream().map(Event::id).collect(Collectors.toSet()));
        assertThat(tested.current()).isEqualTo(model.current());
        assertThat(tested.strays()).isZero();
        assertThat(ProjectionCheck.differences(tested.database)).isEmpty();
        WholeArchive fresh = new WholeArchive();
        fresh.archive.add(expected);
        assertThat(tested.contents()).isEqualTo(fresh.contents());
    }

    private static List<Event> randomEvents(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            events.add(randomEvent(random, i, events));
        }
        for (int i = 0; i < 40; i++) {
            events.add(randomDeletion(random, events));
        }
        for (int i = 0; i < 2; i++) {
            Tag relay = Tag.of("relay", random.nextBoolean() ? "ALL_RELAYS" : "wss://elsewhere.example");
            events.add(key(1 + random.nextInt(5)).sign(time(random), 62, List.of(relay), "vanish " + i));
        }
        events.add(randomDeletion(random, events));
        return List.copyOf(new HashSet<>(events));
    }

    private static Event randomEvent(Random random, int number, List<Event> earlier) {
        List<Tag> tags = new ArrayList<>();
        int kind = KINDS[random.nextInt(KINDS.length)];
        if (random.nextInt(3) > 0) {
            tags.add(Tag.of("d", IDENTIFIERS[random.nextInt(IDENTIFIERS.length)]));
        }
        if (kind == 1059 || random.nextInt(10) == 0) {
            tags.add(Tag.of("p", publicKey(1 + random.nextInt(5))));
            tags.add(Tag.of("p", publicKey(1 + random.nextInt(5))));
        }
        if (Set.of(6, 7, 16, 1111).contains(kind)) {
            tags.add(Tag.of(
                    "e",
                    earlier.isEmpty()
                            ? "ab".repeat(32)
                            : earlier.get(random.nextInt(earlier.size())).id().hex()));
        }
        tags.addAll(special(random));
        return key(1 + random.nextInt(5)).sign(time(random), kind, tags, "{\"name\":\"" + number + "\"}");
    }

    private static Event randomDeletion(Random random, List<Event> events) {
        List<Tag> tags = new ArrayList<>();
        Event last = null;
        for (int i = random.nextInt(3); i >= 0; i--) {
            last = events.get(random.nextInt(events.size()));
            String identifier = last.kind() < 30_000 ? "" : last.tagValue("d").orElse("");
            tags.add(
                    random.nextBoolean()
                            ? Tag.of("e", last.id().hex())
                            : Tag.of("a", last.kind() + ":" + last.pubkey() + ":" + identifier));
        }
        tags.addAll(special(random));
        int author = 1;
        while (random.nextInt(8) > 0 && !publicKey(author).equals(last.pubkey().hex()) && author < 5) {
            author++;
        }
        return key(author).sign(time(random), 5, tags, "");
    }

    private static List<Tag> special(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> List.of(Tag.of("-"));
            case 1 -> List.of(Tag.of("expiration", Long.toString(PAST)));
            case 2 -> List.of(Tag.of("expiration", Long.toString(FUTURE + random.nextInt(10))));
            case 3 -> List.of(Tag.of("expiration", "tomorrow"));
            default -> List.of();
        };
    }

    /** Few different times, so that equal ones are frequent. */
    private static long time(Random random) {
        return TIME + random.nextInt(12) * 25L;
    }

    private static String publicKey(int number) {
        return key(number).sign(0, 1, List.of(), "").pubkey().hex();
    }
}
