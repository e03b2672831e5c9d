package org.nostrobservatory.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.ProjectionCheck;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.ingest.WholeArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

class FollowListsTest {

    private static final Instant NOW = Instant.ofEpochSecond(TIME);

    private final DataSource dataSource = TestDatabase.migratedSource();
    private final Database database = new Database(dataSource);
    private final TestArchive archive = new WholeArchive(database).archive;
    private final FollowLists lists = new FollowLists(database);

    @Test
    void aNewerListReplacesTheOlderOneWhateverComesFirst() {
        archive.add(list(ALICE, 2, pubkey(3), pubkey(4)));
        update();
        assertThat(followers()).isEqualTo(Map.of(pubkey(3), 1, pubkey(4), 1));

        archive.add(list(ALICE, 1, pubkey(5)), list(ALICE, 3, pubkey(4), pubkey(6)));
        archive.add(list(ALICE, 2, pubkey(7)));
        update();

        assertThat(followers()).isEqualTo(Map.of(pubkey(4), 1, pubkey(6), 1));
        assertThat(follows(ALICE)).isEqualTo(2);
    }

    @Test
    void aDeletedListGivesWayToTheOneBeforeAndThenToNone() {
        Event older = list(ALICE, 1, pubkey(3));
        Event newer = list(ALICE, 2, pubkey(4));
        archive.add(older, newer);
        update();
        archive.remove(newer);
        update();
        assertThat(followers()).isEqualTo(Map.of(pubkey(3), 1));

        archive.remove(older);
        update();
        assertThat(followers()).isEmpty();
        assertThat(follows(ALICE)).isZero();
        assertThat(count("follow_list")).isZero();
        assertThat(count("person")).as("numbers stay").isEqualTo(3);
    }

    @Test
    void anEmptyListFollowsNobody() {
        archive.add(list(ALICE, 1, pubkey(3)), list(ALICE, 2));
        update();

        assertThat(followers()).isEmpty();
        assertThat(count("follow_list")).isEqualTo(1);
    }

    @Test
    void whoFollowsHimselfOrSomebodyTwiceOrNobodyCountsOnce() {
        Event odd = ALICE.sign(
                TIME,
                3,
                List.of(
                        p(ALICE.publicKey()),
                        p(pubkey(3)),
                        Tag.of("p", pubkey(3).hex(), "wss://relay.example/", "my \0 friend"),
                        Tag.of("p", pubkey(4).hex().toUpperCase()),
                        Tag.of("p", "npub1nonsense"),
                        Tag.of("p"),
                        Tag.of("P", pubkey(5).hex()),
                        Tag.of("p", "")),
                "{\"wss://relay.example/\":{}}");
        archive.add(odd);
        update();

        assertThat(followers()).isEqualTo(Map.of(pubkey(3), 1));
        assertThat(follows(ALICE)).isEqualTo(1);
        assertThat(ProjectionCheck.differences(database)).isEmpty();
    }

    @Test
    void listsThatAreTooManyForOneTimeWaitForTheNext() {
        Bytes[] many = IntStream.range(0, 50_000)
                .mapToObj(i -> Bytes.sha256(("friend " + i).getBytes(StandardCharsets.UTF_8)))
                .toArray(Bytes[]::new);
        for (int i = 1; i <= 6; i++) {
            archive.add(list(key(i), 1, many));
        }
        List<Long> stored = new ArrayList<>();
        while (lists.update(100, NOW) > 0) {
            stored.add(count("follow_list"));
        }

        assertThat(stored).hasSizeGreaterThan(1).isSorted().last().isEqualTo(6L);
        assertThat(count("person")).isEqualTo(50_006);
        assertThat(database.query("select distinct followers from person", row -> row.getInt("followers")))
                .containsExactlyInAnyOrder(0, 6);
        archive.add(list(key(1), 2, many[7]));
        lists.update(100, NOW);
        assertThat(database.query("select distinct followers from person", row -> row.getInt("followers")))
                .containsExactlyInAnyOrder(0, 5, 6);
    }

    @Test
    void followersOfTheDayAreThoseAtItsEnd() {
        archive.add(list(ALICE, 1, pubkey(3)));
        update();
        archive.add(list(BOB, 1, pubkey(3)));
        update();
        archive.add(list(ALICE, 2));
        while (lists.update(10, NOW.plus(Duration.ofDays(3))) > 0) {
            // Until nothing is left.
        }

        assertThat(database.query(
                        "select day, followers from follower_day order by day",
                        row -> row.getInt("day") - TIME / 86_400 + ": " + row.getInt("followers")))
                .containsExactly("0: 2", "3: 1");
    }

    @Test
    void onlyOneIsAtIt() throws Exception {
        archive.add(list(ALICE, 1, pubkey(3)));
        try (TestTransaction other = new TestTransaction(dataSource)) {
            assertThat(new FollowLists(other.database()).update(10, NOW)).isEqualTo(1);
            assertThat(lists.update(10, NOW)).isZero();
            assertThat(new PersonCounts(database).update(10)).isZero();
        }
        assertThat(lists.update(10, NOW)).as("rolled back").isEqualTo(1);
    }

    /** Lists, notes and deletions in any order, brought up to date at any time and in portions of any size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void followersEqualARecount(long seed) {
        Random random = new Random(seed);
        int people = 12;
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            SecretKey author = key(1 + random.nextInt(people));
            Bytes[] friends = IntStream.range(0, random.nextInt(2 * people))
                    .mapToObj(any -> pubkey(1 + random.nextInt(2 * people)))
                    .toArray(Bytes[]::new);
            all.add(
                    random.nextInt(4) == 0
                            ? author.sign(TIME + random.nextInt(500), 1, List.of(), "note " + i)
                            : list(author, random.nextInt(10), friends));
        }
        Set<Event> kept = new HashSet<>();
        PersonCounts counts = new PersonCounts(database);
        for (int step = 0; step < 60; step++) {
            List<Event> batch = new ArrayList<>();
            for (int i = random.nextInt(10); i >= 0; i--) {
                batch.add(all.get(random.nextInt(all.size())));
            }
            if (random.nextInt(3) == 0) {
                archive.remove(batch.toArray(Event[]::new));
                batch.forEach(kept::remove);
            } else {
                archive.add(batch.stream().distinct().toList());
                kept.addAll(batch);
            }
            if (random.nextInt(3) == 0) {
                lists.update(1 + random.nextInt(10), NOW);
                counts.update(1 + random.nextInt(10));
            }
            assertThat(ProjectionCheck.differences(database)).isEmpty();
        }
        update();

        assertThat(followers()).isEqualTo(recount(kept));
        assertThat(count("follow_change") + count("person_change")).isZero();
    }

    private void update() {
        while (lists.update(7, NOW) > 0) {
            // Until nothing is left.
        }
        PersonCounts counts = new PersonCounts(database);
        while (counts.update(7) > 0) {
            // Until nothing is left.
        }
        assertThat(ProjectionCheck.differences(database)).isEmpty();
    }

    private Map<Bytes, Integer> followers() {
        Map<Bytes, Integer> followers = new TreeMap<>();
        database.query(
                "select pubkey, followers from person where followers <> 0",
                row -> followers.put(Database.bytes(row, "pubkey"), row.getInt("followers")));
        return followers;
    }

    private int follows(SecretKey author) {
        return database.find(
                        "select follows from person where pubkey = ?", row -> row.getInt("follows"), author.publicKey())
                .orElseThrow();
    }

    private long count(String table) {
        return database.find("select count(*) as rows from " + table, row -> row.getLong("rows"))
                .orElseThrow();
    }

    private static Map<Bytes, Integer> recount(Set<Event> kept) {
        Comparator<Event> newestFirst =
                Comparator.comparingLong(Event::createdAt).reversed().thenComparing(Event::id);
        Map<Bytes, Integer> followers = new HashMap<>();
        Set<Bytes> authors = new HashSet<>();
        kept.stream().filter(event -> event.kind() == 3).sorted(newestFirst).forEach(list -> {
            if (authors.add(list.pubkey())) {
                Set<String> keys = new HashSet<>();
                list.tags().forEach(tag -> keys.add(tag.value().orElseThrow()));
                keys.remove(list.pubkey().hex());
                keys.forEach(followed -> followers.merge(Bytes.fromHex(followed), 1, Integer::sum));
            }
        });
        return followers;
    }

    private static Event list(SecretKey author, int second, Bytes... followed) {
        List<Tag> tags = new ArrayList<>();
        for (Bytes key : followed) {
            tags.add(p(key));
        }
        return author.sign(TIME + second, 3, tags, "");
    }

    private static Tag p(Bytes key) {
        return Tag.of("p", key.hex());
    }

    private static Bytes pubkey(int number) {
        return key(number).publicKey();
    }
}
