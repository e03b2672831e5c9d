package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

class EventsTest {

    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::createdAt).reversed().thenComparing(Event::id);
    private static final Instant NOW = Instant.ofEpochSecond(TIME + 1_000);

    private final DataSource source = TestDatabase.migratedSource();
    private final Database database = new Database(source);
    private final TestArchive archive = new TestArchive(database);

    @Test
    void ofTheSameSecondTheLowestIdComesFirst() {
        List<Event> events = Stream.of("a", "b", "c", "d", "e", "f")
                .map(text -> note(ALICE, text))
                .toList();
        archive.add(events);

        assertThat(ids(Filter.ALL, 4, 100))
                .isEqualTo(events.stream().sorted(ORDER).map(Event::id).toList());
    }

    /** Random events, many of the same second; random filters; parts of random size that look at few events each. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thePartsTogetherAreWhatTheFilterMatches(long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(randomEvent(random, i));
        }
        archive.add(events);

        for (int i = 0; i < 60; i++) {
            Filter filter = randomFilter(random, events);
            List<Bytes> expected = events.stream()
                    .filter(filter::matches)
                    .sorted(ORDER)
                    .map(Event::id)
                    .toList();
            assertThat(ids(filter, 1 + random.nextInt(40), 5 + random.nextInt(200)))
                    .as(filter.toString())
                    .isEqualTo(expected);
        }
        assertThat(ids(filter(null, null, null, Map.of("t", Set.of("\"],[\"t\",\"a"))), 10, 100))
                .hasSameSizeAs(events.stream()
                        .filter(filter(null, null, null, Map.of("t", Set.of("\"],[\"t\",\"a")))::matches)
                        .toList())
                .isNotEmpty();
    }

    @Test
    void aPartThatFoundNothingSaysWhereToGoOn() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(ALICE.sign(TIME + i, 1, List.of(), ""));
        }
        Event old = ALICE.sign(TIME - 1, 7, List.of(), "+");
        events.add(old);
        archive.add(events);

        Filter reactions = filter(null, null, Set.of(7), Map.of());
        Events.Part first = events().find(reactions, Optional.empty(), 10, NOW, 20);
        assertThat(first.events()).isEmpty();
        assertThat(first.next())
                .contains(new Events.Place(TIME + 30, events.get(30).id()));
        assertThat(ids(reactions, 10, 20)).containsExactly(old.id());
    }

    /** A thousand events of a megabyte are more than memory holds. */
    @Test
    void aPartOfLargeEventsIsShortAndSaysWhereToGoOn() {
        List<Event> large = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            large.add(key(1 + i % 2).sign(TIME + i, 1, List.of(Tag.of("t", "x".repeat(100_000))), "y".repeat(900_000)));
        }
        archive.add(large);
        List<Bytes> all = large.stream().sorted(ORDER).map(Event::id).toList();

        for (Filter filter : List.of(
                Filter.ALL,
                filter(Set.copyOf(all), null, null, Map.of()),
                filter(null, Set.of(key(1).publicKey(), key(2).publicKey()), null, Map.of()))) {
            Events.Part first = events().find(filter, Optional.empty(), 1_000, NOW, 20_000);
            assertThat(first.events()).as(filter.toString()).hasSizeBetween(5, 10);
            assertThat(first.next()).isPresent();
            assertThat(ids(filter, 1_000, 20_000)).isEqualTo(all);
        }
    }

    @Test
    void whatHasExpiredIsLeftOut() {
        Event expiring = note(ALICE, "soon gone", Tag.of("expiration", "100000000000"));
        archive.add(expiring, note(ALICE, "stays"));

        assertThat(find(Instant.ofEpochSecond(99_999_999_999L)).events()).hasSize(2);
        assertThat(find(Instant.ofEpochSecond(100_000_000_000L)).events())
                .extracting(seen -> seen.event().content())
                .containsExactly("stays");
    }

    @Test
    void eachEventHasItsRelays() {
        database.update(
                "insert into relay (url, network, role) values ('wss://two.example/', 'clearnet', 'configured')");
        Event one = note(ALICE, "seen once");
        Event both = note(BOB, "seen twice");
        archive.add(one, both);
        database.update(
                "insert into event_relay (number, relay_id, delay) select number, 2, 1.5 from event where id = ?",
                both.id());

        for (Events.Seen seen : find(NOW).events()) {
            assertThat(seen.relays())
                    .extracting(Events.Sighting::url)
                    .containsExactlyElementsOf(
                            seen.event().equals(both)
                                    ? List.of("wss://one.example/", "wss://two.example/")
                                    : List.of("wss://one.example/"));
            assertThat(seen).isEqualTo(events().find(seen.event().id()).orElseThrow());
        }
    }

    /** Of a hundred thousand events only as many are read as are wanted, or as the bound allows. */
    @Test
    void noMoreIsReadThanIsWanted() throws Exception {
        database.update("""
                insert into event (created_at, number, kind, id, pubkey, sig, tags, content)
                select ? + n, n, 1, sha256(n::text::bytea), sha256((n % 3)::text::bytea),
                       decode(repeat('00', 64), 'hex'), '[]', ''
                from generate_series(1, 100000) as n""", TIME);
        database.update("analyze event");
        Bytes author = Bytes.sha256("1".getBytes(StandardCharsets.UTF_8));

        assertThat(rowsRead(Filter.ALL)).isBetween(11L, 300L);
        assertThat(rowsRead(filter(null, Set.of(author), null, Map.of()))).isBetween(11L, 300L);
        assertThat(rowsRead(filter(null, null, Set.of(7), Map.of()))).isBetween(1_000L, 1_300L);
        assertThat(rowsRead(filter(null, Set.of(author), Set.of(7), Map.of()))).isBetween(1_000L, 1_300L);
        assertThat(rowsRead(filter(Set.of(author), null, null, Map.of()))).isLessThan(20L);
    }

    private long rowsRead(Filter filter) throws Exception {
        try (TestTransaction transaction = new TestTransaction(source)) {
            Database within = transaction.database();
            String reads = "select sum(pg_stat_get_xact_tuples_returned(oid)) as reads from pg_class"
                    + " where relname ~ '^event_[0-9o]' and relkind in ('r', 'i')";
            long before = within.find(reads, row -> row.getLong("reads")).orElseThrow();
            new Events(within).find(filter, Optional.empty(), 10, NOW.plusSeconds(1_000_000_000), 1_000);
            return within.find(reads, row -> row.getLong("reads")).orElseThrow() - before;
        }
    }

    private static Event randomEvent(Random random, int number) {
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.add(Tag.of(random.nextBoolean() ? "t" : "T", value(random), value(random)));
        }
        if (random.nextBoolean()) {
            tags.add(Tag.of("e", hex(random)));
        }
        return key(1 + random.nextInt(3)).sign(TIME + random.nextInt(12), random.nextInt(3), tags, "" + number);
    }

    private static Filter randomFilter(Random random, List<Event> events) {
        List<Event> chosen =
                random.ints(20, 0, events.size()).mapToObj(events::get).toList();
        Map<String, Set<String>> tags = random.nextInt(3) == 0 ? Map.of("t", Set.of(value(random), "c")) : Map.of();
        return new Filter(
                random.nextInt(4) == 0
                        ? Set.copyOf(chosen.stream().map(Event::id).toList())
                        : null,
                random.nextInt(2) == 0
                        ? Set.copyOf(chosen.stream()
                                .limit(1 + random.nextInt(3))
                                .map(Event::pubkey)
                                .toList())
                        : null,
                random.nextInt(2) == 0 ? Set.of(random.nextInt(3), 9) : null,
                random.nextInt(4) == 0 ? Map.of("e", Set.of(hex(random)), "t", Set.of(value(random))) : tags,
                random.nextInt(3) == 0 ? OptionalLong.of(TIME + random.nextInt(12)) : OptionalLong.empty(),
                random.nextInt(3) == 0 ? OptionalLong.of(TIME + random.nextInt(12)) : OptionalLong.empty(),
                OptionalInt.empty());
    }

    private static String value(Random random) {
        return List.of("a", "b", "\"],[\"t\",\"a", "\u0000\\", "ü😀").get(random.nextInt(5));
    }

    private static String hex(Random random) {
        return (random.nextBoolean() ? "ab" : "cd").repeat(32);
    }

    private static Filter filter(
            Set<Bytes> ids, Set<Bytes> authors, Set<Integer> kinds, Map<String, Set<String>> tags) {
        return new Filter(ids, authors, kinds, tags, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
    }

    /** Of all parts. */
    private List<Bytes> ids(Filter filter, int limit, int read) {
        List<Bytes> ids = new ArrayList<>();
        Optional<Events.Place> after = Optional.empty();
        do {
            Events.Part part = events().find(filter, after, limit, NOW, read);
            assertThat(part.events()).hasSizeLessThanOrEqualTo(limit);
            part.events().forEach(seen -> ids.add(seen.event().id()));
            after = part.next();
        } while (after.isPresent());
        return ids;
    }

    private Events.Part find(Instant now) {
        return events().find(Filter.ALL, Optional.empty(), 10, now, 100);
    }

    private Events events() {
        return new Events(database);
    }
}
