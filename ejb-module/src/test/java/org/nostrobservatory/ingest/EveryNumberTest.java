package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.network.NetworkHistory;
import org.nostrobservatory.note.AuthorNotes;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.note.Threads;
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.person.Newcomers;
import org.nostrobservatory.person.People;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.person.Trust;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.zap.Receipts;
import org.nostrobservatory.zap.Rejudgement;
import org.nostrobservatory.zap.Zaps;

/**
 * Whatever comes in whatever order, twice, taken back, between restarts and timers that run at any moment: at the end every
 * number equals its recomputation from the events that are left, and numbers on different pages fit together.
 * {@code -Dproof.networks=200} tries more networks.
 */
class EveryNumberTest {

    private static final int ALL = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Before everything, also what is dated ahead. */
    private static final Events.Place NEWEST = new Events.Place(Long.MAX_VALUE, Bytes.of(new byte[0]));

    /** As Trust draws it. */
    private static final long LOT = 0x6e6f_7374_72L;

    private final Database database = TestDatabase.migrated();
    private final Network network = Beans.create(Network.class, database);
    private final NetworkHistory history = Beans.create(NetworkHistory.class, database, network);
    private final Zaps zaps = Beans.create(Zaps.class, database);
    private final Notes notes = Beans.create(Notes.class, database);
    private final Threads threads = Beans.create(Threads.class, database);
    private final TrendingHashtags hashtags = Beans.create(TrendingHashtags.class, database);
    private final People people = Beans.create(People.class, database);
    private final AuthorNotes authorNotes = Beans.create(AuthorNotes.class, database);
    private final PersonDetails details = Beans.create(PersonDetails.class, database);
    private final Newcomers newcomers = Beans.create(Newcomers.class, database);
    private final Rejudgement rejudgement = Beans.create(Rejudgement.class, database);
    private final Events archive = new Events(database);
    private WholeArchive whole = new WholeArchive(database);
    private Instant now;
    private long second;

    static LongStream networks() {
        return LongStream.range(0, Integer.getInteger("proof.networks", 6));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyNumberIsWhatTheEventsSay(long seed) {
        windowsEnd(RandomNetwork.NOW);
        Random random = new Random(seed);
        List<Event> events = RandomNetwork.of(random);
        Set<Bytes> known = random.nextBoolean() ? Set.of() : Set.of(key(1).publicKey(), key(2).publicKey());
        prove(events, known, random);
    }

    /** The evening with most events in the week before. */
    @ParameterizedTest
    @ValueSource(longs = 1)
    void everyNumberIsWhatRealEventsSay(long seed) throws IOException {
        windowsEnd(Instant.parse("2023-10-06T20:59:59Z"));
        prove(RealEvents.valid(), Set.of(), new Random(seed));
    }

    /** Otherwise it would be easy to be right. */
    @Test
    void theNetworksHaveSomethingToCount() {
        int trusted = 0;
        Set<ZapVerdict> verdicts = EnumSet.noneOf(ZapVerdict.class);
        for (long seed : networks().toArray()) {
            List<Event> events = new WithdrawalModel(
                            RandomNetwork.of(new Random(seed)), Instant.now().getEpochSecond())
                    .stored();
            NaiveNetwork naive = new NaiveNetwork(events, Set.of(key(1).publicKey()), RandomNetwork.NOW);
            List<Bytes> everybody = List.copyOf(naive.everybody());
            naive.trust(
                    IntStream.range(0, everybody.size())
                            .boxed()
                            .collect(Collectors.toMap(everybody::get, number -> number)),
                    LOT);
            trusted += naive.trusted().size();
            verdicts.addAll(naive.verdicts());
            assertThat(naive.distribution(Window.HOURS_24).count()).isGreaterThan(5);
            assertThat(naive.trending(Window.HOURS_24, Notes.By.VIRALITY, false))
                    .hasSizeGreaterThan(10);
            assertThat(naive.hashtags(Window.HOURS_24, TrendingHashtags.Order.SCORE, false))
                    .hasSizeGreaterThan(2);
            assertThat(naive.newcomers()).anyMatch(day -> day.retention1() != null);
        }
        assertThat(trusted).isPositive();
        assertThat(verdicts).containsExactlyInAnyOrder(ZapVerdict.values());
    }

    private void windowsEnd(Instant end) {
        now = end;
        second = end.getEpochSecond();
    }

    private void prove(List<Event> events, Set<Bytes> known, Random random) {
        Settings settings = seeds(random);
        deliver(events, settings, known, random);
        List<Event> stored =
                new ArrayList<>(new WithdrawalModel(events, Instant.now().getEpochSecond()).stored());
        takeAway(stored, random);
        settle(settings);

        NaiveNetwork naive = new NaiveNetwork(stored, known, now);
        naive.trust(numbers(), LOT, numbers(settings));
        assertThat(ProjectionCheck.differences(database)).isEmpty();
        assertThat(whole.stored()).isEqualTo(naive.inNoOrder(stored.stream().map(Event::id)));
        networkIsRight(naive);
        zapsAreRight(naive);
        notesAreRight(naive);
        hashtagsAreRight(naive);
        peopleAreRight(naive);
        pagesFitTogether(naive);
    }

    private static Settings seeds(Random random) {
        String configured = random.nextBoolean() ? key(1).publicKey() + "," + key(2).publicKey() : "";
        return new Settings(setting -> setting == Setting.TRUST_SEEDS ? Optional.of(configured) : Optional.empty());
    }

    /** In random batches, half of them twice, between timers and restarts. */
    private void deliver(List<Event> events, Settings settings, Set<Bytes> known, Random random) {
        List<Event> deliveries = new ArrayList<>(events);
        deliveries.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(deliveries, random);
        int learnAt = random.nextInt(deliveries.size());
        for (int from = 0, to; from < deliveries.size(); from = to) {
            to = Math.min(deliveries.size(), from + 1 + random.nextInt(deliveries.size() / 15));
            if (from <= learnAt && to > learnAt) {
                known.forEach(this::learn);
            }
            whole.archive.add(deliveries.subList(from, to));
            switch (random.nextInt(12)) {
                case 0 -> whole = new WholeArchive(database);
                case 1 -> trust(settings);
                case 2 -> history.record(now.minusSeconds(60 * random.nextInt(120)));
                case 3 -> settle(settings);
                case 4, 5, 6, 7 -> whole.updateSome(random);
                case 8 -> rejudgement.judgeSome(1 + random.nextInt(5));
                default -> {}
            }
        }
    }

    /** As the retention would. */
    private void takeAway(List<Event> stored, Random random) {
        Collections.shuffle(stored, random);
        List<Event> gone = stored.subList(0, random.nextInt(20));
        whole.archive.remove(gone.toArray(Event[]::new));
        gone.clear();
    }

    /** As if this recipient's wallet service had answered. */
    private void learn(Bytes recipient) {
        database.update(
                "insert into zap_provider_key values (?, ?, ?, 0, ?)",
                recipient,
                NaiveNetwork.ADDRESS,
                Receipts.PROVIDER.publicKey(),
                second);
        database.update("insert into zap_rejudgement values (?, -1, '')", recipient);
    }

    /** Until nothing is left to do. */
    private void settle(Settings settings) {
        while (rejudgement.judgeSome(10)) {
            // until nothing is left
        }
        whole.update();
        trust(settings);
        whole.update();
    }

    private void trust(Settings settings) {
        Beans.call(Beans.create(Trust.class, database, settings), "update", now);
    }

    private Map<Bytes, Integer> numbers() {
        Map<Bytes, Integer> numbers = new HashMap<>();
        database.query(
                "select pubkey, number from person",
                row -> numbers.put(Database.bytes(row, "pubkey"), row.getInt("number")));
        return numbers;
    }

    private int[] numbers(Settings settings) {
        Map<Bytes, Integer> numbers = numbers();
        return settings.get(Setting.TRUST_SEEDS).stream()
                .filter(numbers::containsKey)
                .mapToInt(numbers::get)
                .toArray();
    }

    private void networkIsRight(NaiveNetwork naive) {
        Network.Overview overview = network.overview(now);
        assertThat(overview.users()).isEqualTo(naive.users());
        assertThat(overview.events())
                .isEqualTo(naive.eventCounts(overview.events().perSecond()));
        assertThat(overview.zaps().verdicts().stream()
                        .map(verdict -> "%s %d %d %d %d"
                                .formatted(
                                        verdict.verdict(),
                                        verdict.total(),
                                        verdict.last24h(),
                                        verdict.totalSats(),
                                        verdict.sats24h())))
                .containsExactlyElementsOf(naive.zapVerdicts());
        for (Window window : Window.values()) {
            Duration length = Duration.ofSeconds(window.seconds());
            assertThat(network.timeline(now, length, HOUR))
                    .containsExactlyElementsOf(
                            naive.timeline(window, HOUR.toSeconds()).values());
            assertThat(network.hourOfDay(now, length)).isEqualTo(naive.hourOfDay(window));
        }
        assertThat(network.kinds(ALL).stream().collect(Collectors.toMap(Network.Kind::kind, Network.Kind::events)))
                .isEqualTo(naive.kinds());
        assertThat(newcomers.days(now)).isEqualTo(naive.newcomers());

        database.update("delete from network_snapshot");
        Instant minute = now.minusSeconds(59);
        assertThat(history.record(now)).isTrue();
        Network.Users usersThen = new NaiveNetwork(naive.events, Set.of(), minute).users();
        assertThat(history.history(now, Window.HOUR_1))
                .singleElement()
                .satisfies(snapshot -> assertThat(List.of(
                                snapshot.usersTotal(), snapshot.active1h(), snapshot.active24h(), snapshot.new24h()))
                        .containsExactly(
                                usersThen.total(), usersThen.active1h(), usersThen.active24h(), usersThen.new24h()))
                .satisfies(snapshot -> assertThat(snapshot.eventsTotal()).isEqualTo(naive.events.size()))
                .satisfies(snapshot -> assertThat(snapshot.time()).isEqualTo(minute));
    }

    private void zapsAreRight(NaiveNetwork naive) {
        for (Window window : Window.values()) {
            assertThat(zaps.distribution(now, window, Zaps.COUNTING)).isEqualTo(naive.distribution(window));
            assertThat(zaps.topNotes(now, window, Zaps.COUNTING, ALL).stream()
                            .map(note -> note.eventId() + " " + note.zapCount() + " " + note.zapTotalSats()))
                    .containsExactlyElementsOf(naive.topNotes(window));
            assertThat(zaps.senders(now, window, Zaps.COUNTING, ALL).stream().map(EveryNumberTest::line))
                    .containsExactlyElementsOf(naive.senders(window));
            assertThat(zaps.recipients(now, window, Zaps.COUNTING, ALL).stream().map(EveryNumberTest::line))
                    .containsExactlyElementsOf(naive.recipients(window));
        }
    }

    private static String line(Zaps.Party party) {
        return party.pubkey() + " " + party.zapCount() + " " + party.totalSats();
    }

    private void notesAreRight(NaiveNetwork naive) {
        for (Window window : Window.values()) {
            for (Notes.By by : Notes.By.values()) {
                for (boolean trusted : List.of(false, true)) {
                    List<Note> found = notes.trending(window, by, trusted, ALL, second);
                    List<Event> expected = naive.trending(window, by, trusted);
                    assertThat(found)
                            .as("%s %s %s", window, by, trusted)
                            .extracting(Note::id)
                            .containsExactlyElementsOf(
                                    expected.stream().map(Event::id).toList());
                    for (int i = 0; i < found.size(); i++) {
                        assertThat(found.get(i).engagement()).isEqualTo(naive.engagement(expected.get(i), trusted));
                    }
                }
            }
        }
        for (Event note : naive.events) {
            if (note.kind() == Kinds.NOTE) {
                assertThat(notes.find(note.id(), second).orElseThrow().engagement())
                        .isEqualTo(naive.engagement(note, false));
                assertThat(notes.symbols(note.id(), ALL).stream()
                                .collect(Collectors.toMap(Notes.Symbol::symbol, Notes.Symbol::people)))
                        .isEqualTo(naive.symbols(note));
            }
            assertThat(threads.replies(note.id(), Optional.empty(), 200, second).replies().stream()
                            .filter(reply -> reply.depth() == 1)
                            .map(reply -> reply.note().id()))
                    .containsExactlyElementsOf(naive.answers(note.id()));
        }
    }

    private void hashtagsAreRight(NaiveNetwork naive) {
        for (Window window : Window.values()) {
            for (TrendingHashtags.Order order : TrendingHashtags.Order.values()) {
                for (boolean trusted : List.of(false, true)) {
                    List<TrendingHashtags.Item> found = hashtags.list(window, order, trusted, ALL, second);
                    assertThat(found.stream().map(item -> Map.entry(item.hashtag(), item.trend())))
                            .as("%s %s %s", window, order, trusted)
                            .containsExactlyElementsOf(naive.hashtags(window, order, trusted));
                    for (TrendingHashtags.Item item : found) {
                        assertThat(item.sampleEvents())
                                .hasSize((int) Math.min(5, item.trend().authors()))
                                .allMatch(id -> naive.uses(id, item.hashtag(), window))
                                .extracting(naive::author)
                                .doesNotHaveDuplicates()
                                .allMatch(author -> !trusted || naive.trusted().contains(author));
                    }
                }
            }
        }
    }

    private void peopleAreRight(NaiveNetwork naive) {
        List<Bytes> everybody = List.copyOf(naive.everybody());
        for (People.Entry entry : people.entries(everybody)) {
            Bytes key = entry.pubkey();
            assertThat(entry.trusted()).isEqualTo(naive.trusted().contains(key));
            assertThat(entry.followers()).isEqualTo(naive.followers(key, false));
            assertThat(entry.trustedFollowers()).isEqualTo(naive.followers(key, true));
            assertThat(entry.follows()).isEqualTo(naive.follows(key));
            assertThat(entry.notes()).isEqualTo(naive.notesOf(key).size());
            assertThat(new long[] {entry.zapsReceived(), entry.receivedSats()}).isEqualTo(naive.received(key));
            assertThat(new long[] {entry.zapsSent(), entry.sentSats()}).isEqualTo(naive.sent(key));
            assertThat(entry.influence())
                    .isCloseTo(naive.influence(key, false).score().value(), within(1e-9));
            assertThat(entry.trustedInfluence())
                    .isCloseTo(naive.influence(key, true).score().value(), within(1e-9));

            PersonDetails.Details found = details.find(key, now).orElseThrow();
            assertThat(found.activity().totalEvents()).isEqualTo(naive.of(key).size());
            assertThat(found.hours()).isEqualTo(naive.hours(key));
            assertThat(found.influence().value()).isCloseTo(entry.influence(), within(1e-9));
            assertThat(found.engagementRate()).isEqualTo(naive.engagementRate(key));
            assertThat(authorNotes.best(key, 5, second).stream().map(note -> rank(naive, note.id())))
                    .containsExactlyElementsOf(
                            naive.ranks(key).stream().limit(5).toList());
        }
        for (People.Order order : People.Order.values()) {
            assertThat(people.list(order, false, null, ALL).people())
                    .allMatch(entry -> everybody.contains(entry.pubkey()));
        }
        assertThat(people.list(People.Order.NOTES, false, null, ALL).people()).hasSize((int)
                everybody.stream().filter(key -> !naive.notesOf(key).isEmpty()).count());
        assertThat(people.list(People.Order.FOLLOWERS, false, null, ALL).people())
                .hasSize((int) everybody.stream()
                        .filter(key -> naive.followers(key, false) > 0)
                        .count());
    }

    private static double rank(NaiveNetwork naive, Bytes id) {
        Event note = naive.events.stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElseThrow();
        return naive.rank(note, false).orElseThrow();
    }

    /** The same number wherever it stands. */
    private void pagesFitTogether(NaiveNetwork naive) {
        Network.Overview overview = network.overview(now);
        Zaps.Distribution day = zaps.distribution(now, Window.HOURS_24, Zaps.COUNTING);
        assertThat(overview.zaps().last24h()).isEqualTo(day.count());
        assertThat(overview.zaps().sats24h()).isEqualTo(day.totalSats());
        assertThat(zaps.timeline(now, Window.HOURS_24, HOUR, Zaps.COUNTING).stream()
                        .mapToLong(Zaps.Bucket::zaps)
                        .sum())
                .isEqualTo(day.count());
        assertThat(zaps.verdicts(now, Window.HOURS_24).stream()
                        .map(verdict -> verdict.verdict() + " " + verdict.zaps() + " " + verdict.sats()))
                .containsExactlyElementsOf(overview.zaps().verdicts().stream()
                        .map(verdict -> verdict.verdict() + " " + verdict.last24h() + " " + verdict.sats24h())
                        .toList());
        for (List<Zaps.Party> parties : List.of(
                zaps.senders(now, Window.HOURS_24, Zaps.COUNTING, ALL),
                zaps.recipients(now, Window.HOURS_24, Zaps.COUNTING, ALL))) {
            assertThat(parties.stream().mapToLong(Zaps.Party::zapCount).sum()).isEqualTo(day.count());
        }
        assertThat(Optional.ofNullable(overview.topContent())
                        .map(top -> top.eventId() + " " + top.zaps() + " " + top.sats()))
                .isEqualTo(zaps.topNotes(now, Window.HOURS_24, Zaps.COUNTING, 1).stream()
                        .map(top -> top.eventId() + " " + top.zapCount() + " " + top.zapTotalSats())
                        .findFirst());

        List<Network.Bucket> timeline = network.timeline(now, Duration.ofHours(24), HOUR);
        long inTimeline = timeline.stream()
                .mapToLong(bucket ->
                        bucket.notes() + bucket.reactions() + bucket.reposts() + bucket.zaps() + bucket.other())
                .sum();
        assertThat(overview.events().last24h())
                .isEqualTo(inTimeline)
                .isEqualTo(network.hourOfDay(now, Duration.ofHours(24)).counts().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(overview.events().notes24h())
                .isEqualTo(timeline.stream().mapToLong(Network.Bucket::notes).sum());
        assertThat(overview.events().total())
                .isEqualTo(network.kinds(ALL).stream()
                        .mapToLong(Network.Kind::events)
                        .sum())
                .isEqualTo(listed().size());

        List<People.Entry> entries = people.entries(List.copyOf(naive.everybody()));
        assertThat(entries.stream().mapToLong(People.Entry::zapsReceived).sum())
                .isEqualTo(overview.zaps().total())
                .isEqualTo(entries.stream().mapToLong(People.Entry::zapsSent).sum());
        for (People.Entry entry : entries) {
            PersonDetails.Details person = details.find(entry.pubkey(), now).orElseThrow();
            assertThat(person.zaps().receivedCount())
                    .isEqualTo(entry.zapsReceived())
                    .isEqualTo(counting(zaps.to(entry.pubkey(), NEWEST, ALL)));
            assertThat(person.zaps().sentCount())
                    .isEqualTo(entry.zapsSent())
                    .isEqualTo(counting(zaps.from(entry.pubkey(), NEWEST, ALL)));
            for (Note note : authorNotes.best(entry.pubkey(), 5, second)) {
                assertThat(note).isEqualTo(notes.find(note.id(), second).orElseThrow());
            }
        }
    }

    private static long counting(List<Zaps.Zap> listed) {
        return listed.stream()
                .filter(zap -> !zap.verdict().equals("suspicious"))
                .count();
    }

    /** Every event that the REST API lists, part by part. */
    private Set<Bytes> listed() {
        List<Bytes> ids = new ArrayList<>();
        Optional<Events.Place> after = Optional.empty();
        do {
            Events.Part part = archive.find(Filter.ALL, after, 50);
            part.events().forEach(seen -> ids.add(seen.event().id()));
            after = part.next();
        } while (after.isPresent());
        assertThat(ids).doesNotHaveDuplicates();
        return Set.copyOf(ids);
    }
}
