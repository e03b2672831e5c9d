package org.nostrobservatory.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.ZapReceipt;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.Window;

class ZapsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final Set<ZapVerdict> SUSPICIOUS = Set.of(ZapVerdict.SUSPICIOUS);

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new ZapProjector(database));
    private final Zaps zaps = new Zaps(database);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFigureOfAWindowEqualsARecomputation(long seed) {
        List<Event> events = new Receipts(new Random(seed), SECOND + 1_800, 3 * 3_600).some(250);
        archive.add(events);
        NaiveZaps naive = new NaiveZaps(events, event -> ProviderKnowledge.UNKNOWN);
        List<NaiveZaps.Receipt> window = naive.receipts.stream()
                .filter(receipt -> Window.HOUR_1.contains(receipt.event().createdAt(), SECOND))
                .toList();
        assertThat(window.size()).isBetween(20, 200);

        for (Zaps.VerdictTotal total : zaps.verdicts(NOW, Window.HOUR_1)) {
            List<NaiveZaps.Receipt> of = window.stream()
                    .filter(receipt -> receipt.entry().equals(total.verdict()))
                    .toList();
            assertThat(total.zaps()).isEqualTo(of.size());
            assertThat(total.reasons().stream()
                            .collect(Collectors.toMap(Zaps.ReasonTotal::reason, Zaps.ReasonTotal::zaps)))
                    .isEqualTo(of.stream()
                            .collect(Collectors.groupingBy(
                                    receipt -> receipt.judgement().reason().code(), Collectors.counting())));
            assertThat(total.reasons())
                    .allSatisfy(reason -> assertThat(reason.description()).isNotEmpty());
        }
        List<NaiveZaps.Receipt> counting =
                window.stream().filter(NaiveZaps.Receipt::isZap).toList();
        assertThat(zaps.distribution(NOW, Window.HOUR_1, Zaps.COUNTING)).isEqualTo(NaiveZaps.distribution(counting));
        List<NaiveZaps.Receipt> suspicious = window.stream()
                .filter(receipt -> receipt.entry().equals("suspicious"))
                .toList();
        assertThat(zaps.distribution(NOW, Window.HOUR_1, SUSPICIOUS).count()).isEqualTo(suspicious.size());

        assertThat(zaps.senders(NOW, Window.HOUR_1, Zaps.COUNTING, 3))
                .extracting(Zaps.Party::pubkey)
                .isEqualTo(top(counting, ZapReceipt::sender, 3));
        assertThat(zaps.recipients(NOW, Window.HOUR_1, Zaps.COUNTING, 100))
                .extracting(Zaps.Party::pubkey)
                .isEqualTo(top(counting, ZapReceipt::recipient, 100));
        assertThat(zaps.recipients(NOW, Window.HOUR_1, Zaps.COUNTING, 100).stream()
                        .mapToLong(Zaps.Party::zapCount)
                        .sum())
                .isEqualTo(counting.size());
        List<NaiveZaps.Receipt> onNotes = counting.stream()
                .filter(receipt -> zap(receipt).target().isPresent())
                .toList();
        assertThat(zaps.topNotes(NOW, Window.HOUR_1, Zaps.COUNTING, 100))
                .extracting(Zaps.TopNote::eventId)
                .isEqualTo(top(onNotes, receipt -> receipt.target().orElseThrow(), 100));
    }

    private static ZapReceipt zap(NaiveZaps.Receipt receipt) {
        return receipt.judgement().receipt().orElseThrow();
    }

    private static List<Bytes> top(List<NaiveZaps.Receipt> receipts, Function<ZapReceipt, Bytes> by, int limit) {
        Map<Bytes, Long> sums = new TreeMap<>();
        receipts.forEach(receipt -> sums.merge(by.apply(zap(receipt)), receipt.amountMsat(), Long::sum));
        return sums.entrySet().stream()
                .sorted(Map.Entry.<Bytes, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void theMedianOfAnEvenNumberIsTheUpperOne() {
        for (int i = 1; i <= 4; i++) {
            archive.add(Receipts.of(Receipts.PROVIDER, ALICE, BOB, null, i * 1_000L, SECOND - i));
        }

        Zaps.Distribution distribution = zaps.distribution(NOW, Window.HOUR_1, Zaps.COUNTING);
        assertThat(distribution.medianSats()).isEqualTo(3);
        assertThat(distribution.p25Sats()).isEqualTo(2);
        assertThat(distribution.p75Sats()).isEqualTo(4);
        assertThat(distribution.meanSats()).isEqualTo(2);
    }

    @Test
    void nothingIsAllZeros() {
        Zaps.Distribution none = zaps.distribution(NOW, Window.DAYS_7, Zaps.COUNTING);
        assertThat(none.count() + none.totalSats() + none.meanSats() + none.medianSats() + none.maxSats())
                .isZero();
        assertThat(none.sizes()).hasSize(5).allMatch(size -> size.zaps() == 0);
        assertThat(zaps.verdicts(NOW, Window.DAYS_7))
                .hasSize(5)
                .allMatch(total -> total.zaps() == 0 && total.reasons().isEmpty());
        assertThat(zaps.topNotes(NOW, Window.DAYS_7, Zaps.COUNTING, 5)).isEmpty();
        assertThat(zaps.timeline(NOW, Window.DAYS_7, Duration.ofHours(1), Zaps.COUNTING))
                .hasSize(168)
                .allMatch(bucket -> bucket.zaps() == 0);
    }

    @Test
    void theTimelineAddsUpToWhatThereIs() {
        List<Event> events = new Receipts(new Random(5), SECOND, 5 * 3_600).some(200);
        archive.add(events);
        NaiveZaps naive = new NaiveZaps(events, event -> ProviderKnowledge.UNKNOWN);

        List<Zaps.Bucket> buckets = zaps.timeline(NOW, Window.HOURS_6, Duration.ofMinutes(30), Zaps.COUNTING);
        assertThat(buckets).hasSize(12);
        assertThat(buckets.get(11).time()).isEqualTo(Instant.parse("2026-03-01T12:30:00Z"));
        for (Zaps.Bucket bucket : buckets) {
            List<NaiveZaps.Receipt> in = naive.receipts.stream()
                    .filter(NaiveZaps.Receipt::isZap)
                    .filter(receipt ->
                            receipt.event().createdAt() / 1800 == bucket.time().getEpochSecond() / 1800)
                    .toList();
            assertThat(bucket.zaps()).isEqualTo(in.size());
            assertThat(bucket.sats())
                    .isEqualTo(
                            in.stream().mapToLong(NaiveZaps.Receipt::amountMsat).sum() / 1000);
        }
    }

    @Test
    void listsGoFromTheNewestToTheOldestWithoutGapAndCopy() {
        List<Event> events = new Receipts(new Random(6), SECOND, 40).some(150);
        archive.add(events);
        NaiveZaps naive = new NaiveZaps(events, event -> ProviderKnowledge.UNKNOWN);
        SecretKey person = key(1);
        Bytes pubkey = person.publicKey();

        assertThat(all(after -> zaps.to(pubkey, after, 3)))
                .isEqualTo(listed(naive, zap -> zap.recipient().equals(pubkey)));
        assertThat(all(after -> zaps.from(pubkey, after, 4)))
                .isEqualTo(listed(naive, zap -> zap.sender().equals(pubkey)));
        Bytes note = Receipts.note(2);
        assertThat(all(after -> zaps.on(note, after, 1)))
                .isEqualTo(
                        listed(naive, zap -> zap.target().filter(note::equals).isPresent()));
    }

    private static List<Bytes> all(Function<Place, List<Zaps.Zap>> part) {
        List<Bytes> all = new ArrayList<>();
        Place after = Place.before(SECOND);
        for (List<Zaps.Zap> next = part.apply(after); !next.isEmpty(); next = part.apply(after)) {
            next.forEach(zap -> all.add(zap.receiptId()));
            after = next.get(next.size() - 1).place();
        }
        return all;
    }

    private static List<Bytes> listed(NaiveZaps naive, Predicate<ZapReceipt> of) {
        List<Bytes> listed = naive.receipts.stream()
                .filter(receipt -> receipt.isZap() || receipt.entry().equals("suspicious"))
                .filter(receipt -> of.test(zap(receipt)))
                .map(NaiveZaps.Receipt::event)
                .filter(event -> event.createdAt() <= SECOND)
                .sorted(Comparator.comparingLong(Event::createdAt).reversed().thenComparing(Event::id))
                .map(Event::id)
                .toList();
        assertThat(listed).hasSizeGreaterThan(3);
        return listed;
    }

    @Test
    void whatPeopleAreCalledComesFromTheirProfiles() {
        archive.add(Receipts.of(Receipts.PROVIDER, ALICE, BOB, Receipts.note(1), 21_000, SECOND - 5));
        database.update(
                "insert into profile (pubkey, event_id, created_at, name) values (?, '', 1, 'bob')", BOB.publicKey());
        database.update(
                "insert into profile (pubkey, event_id, created_at, name, display_name) values (?, '', 1, 'al', 'Alice')",
                ALICE.publicKey());

        assertThat(zaps.recipients(NOW, Window.HOURS_24, Zaps.COUNTING, 5))
                .extracting(Zaps.Party::name, Zaps.Party::totalSats, Zaps.Party::averageSats)
                .containsExactly(tuple("bob", 21L, 21L));
        Zaps.Zap zap = zaps.on(Receipts.note(1), Place.before(SECOND), 5).get(0);
        assertThat(zap.senderName()).isEqualTo("Alice");
        assertThat(zap.recipientName()).isEqualTo("bob");
        assertThat(zaps.topNotes(NOW, Window.HOURS_24, Zaps.COUNTING, 5))
                .extracting(Zaps.TopNote::recipient, Zaps.TopNote::recipientName, Zaps.TopNote::zapTotalSats)
                .containsExactly(tuple(BOB.publicKey(), "bob", 21L));
    }
}
