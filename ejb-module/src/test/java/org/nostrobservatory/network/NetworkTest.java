package org.nostrobservatory.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.HourOfDay;

class NetworkTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final int[] KINDS = {0, 1, 1, 1, 6, 7, 7, 16, 9735, 30023};

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new NetworkProjector(database));
    private final Network network = new Network(database);

    @Test
    void aRelayThatIsRefusedIsNotCollectedFrom() {
        database.update("""
                insert into relay (url, network, role)
                values ('wss://two.example/', 'clearnet', 'configured'), ('ws://127.0.0.1/', 'local', 'configured')""");
        long before = network.overview(NOW).relays().collecting();
        database.update("""
                insert into relay_connection (relay_id, state, since, failures, updated_at)
                select id, case network when 'local' then 'stopped' else 'live' end, now(), 0, now() from relay""");

        assertThat(network.overview(NOW).relays().collecting()).isEqualTo(before - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyNumberEqualsARecomputationFromTheEventsWhateverCameAndWent(long seed) {
        Random random = new Random(seed);
        List<Event> all = randomEvents(random);
        List<Event> kept = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 40) {
            Event[] batch = all.subList(from, from + 40).toArray(Event[]::new);
            archive.add(batch);
            archive.add(batch);
            kept.addAll(List.of(batch));
            Collections.shuffle(kept, random);
            Event[] gone = kept.subList(0, 10).toArray(Event[]::new);
            archive.remove(gone);
            kept.removeAll(List.of(gone));
        }

        assertThat(network.overview(NOW).users())
                .isEqualTo(new Network.Users(
                        authors(kept, 0, Long.MAX_VALUE),
                        lastBetween(kept, hours(1)),
                        lastBetween(kept, hours(24)),
                        firstBetween(kept, hours(24))));
        Network.Events events = network.overview(NOW).events();
        assertThat(events.total()).isEqualTo(kept.size());
        List<Network.Bucket> timeline = network.timeline(NOW, Duration.ofHours(24), Duration.ofMinutes(60));
        assertThat(timeline).hasSize(24).isEqualTo(naiveTimeline(kept));
        assertThat(database.query("""
                        (select kind, events from kind_total where events <> 0
                         except select kind, count(*) from event group by kind)
                        union all
                        (select kind, count(*) from event group by kind except select kind, events from kind_total)""", row -> row.getInt("kind")))
                .as("kind_total differs for these kinds")
                .isEmpty();
        assertThat(network.kinds(1000)).isEqualTo(naiveKinds(kept)).hasSizeGreaterThan(5);
        assertThat(network.kinds(2)).isEqualTo(naiveKinds(kept).subList(0, 2));
        for (int hours : new int[] {1, 24, 72}) {
            assertThat(network.hourOfDay(NOW, Duration.ofHours(hours))).isEqualTo(naiveHours(kept, hours));
        }
    }

    @Test
    void anEmptyArchiveIsAllZeros() {
        Network.Overview overview = network.overview(NOW);

        assertThat(overview.users()).isEqualTo(new Network.Users(0, 0, 0, 0));
        assertThat(overview.events()).isEqualTo(new Network.Events(0, 0, 0, 0, 0));
        assertThat(overview.zaps().total() + overview.zaps().totalSats()).isZero();
        assertThat(overview.zaps().verdicts())
                .extracting(Network.ZapVerdicts::verdict)
                .containsExactly("verified", "plausible", "suspicious", "copy", "invalid");
        assertThat(overview.topContent()).isNull();
        assertThat(network.timeline(NOW, Duration.ofHours(1), Duration.ofMinutes(10)))
                .hasSize(6)
                .allMatch(bucket -> bucket.notes() + bucket.other() == 0);
    }

    @Test
    void whatIsDatedAheadIsInTheTotalButInNoWindow() {
        archive.add(key(1).sign(NOW.plus(Duration.ofMinutes(3)).getEpochSecond(), 1, List.of(), "ahead"));

        Network.Overview overview = network.overview(NOW);
        assertThat(overview.events().total()).isEqualTo(1);
        assertThat(overview.events().last1h()).isZero();
        assertThat(overview.users().active1h()).isZero();
        assertThat(network.timeline(NOW, Duration.ofHours(1), Duration.ofMinutes(60)))
                .allMatch(bucket -> bucket.notes() == 0);
    }

    /** Its edges lie within minutes. */
    @Test
    void theDayOfZapsIsExactToTheSecond() {
        long now = NOW.getEpochSecond();
        long dayAgo = now - 86_400;
        database.update("""
                insert into zap (receipt_id, created_at, provider, sender, recipient, amount_msat, comment, verdict, reason,
                                 payment, counts)
                select sha256(at::text::bytea), at, '', '', '', 1500, '', case at % 3 when 0 then 'suspicious'
                       when 1 then 'plausible' else 'verified' end, '', sha256(at::text::bytea), at % 7 > 0
                from unnest(array[?, ?]) as edge, generate_series(edge - 130, edge + 130) as at""", dayAgo, now);
        database.update(
                "insert into invalid_zap select sha256(at::text::bytea), at, '' from generate_series(?, ?) as at",
                dayAgo - 3,
                dayAgo + 3);
        database.update("insert into zap_minute select 60 * (created_at / 60), verdict, count(*), sum(amount_msat)"
                + " from zap_entry group by 1, 2");
        database.update("insert into zap_total select verdict, count(*), sum(amount_msat) from zap_entry group by 1");

        Network.Zaps zaps = network.overview(NOW).zaps();
        for (Network.ZapVerdicts verdict : zaps.verdicts()) {
            long count = database.find(
                            "select count(*) as c from zap_entry where verdict = ? and created_at > ? and created_at <= ?",
                            row -> row.getLong("c"),
                            verdict.verdict(),
                            dayAgo,
                            now)
                    .orElseThrow();
            assertThat(count).isPositive();
            assertThat(verdict.last24h()).as(verdict.verdict()).isEqualTo(count);
            assertThat(verdict.sats24h()).isEqualTo(verdict.verdict().equals("invalid") ? 0 : count * 3 / 2);
        }
        assertThat(zaps.last24h()).isLessThan(zaps.total());
    }

    @Test
    void bucketsBeginAtMultiplesOfTheInterval() {
        assertThat(network.timeline(NOW, Duration.ofHours(2), Duration.ofMinutes(30)))
                .extracting(Network.Bucket::time)
                .containsExactly(
                        Instant.parse("2026-03-01T11:00:00Z"),
                        Instant.parse("2026-03-01T11:30:00Z"),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Instant.parse("2026-03-01T12:30:00Z"));
    }

    private static List<Event> randomEvents(Random random) {
        List<SecretKey> authors =
                IntStream.rangeClosed(1, 20).mapToObj(i -> key(i)).toList();
        return IntStream.range(0, 200)
                .mapToObj(i -> authors.get(random.nextInt(authors.size()))
                        .sign(
                                NOW.minusSeconds(random.nextInt(3 * 86_400)).getEpochSecond(),
                                KINDS[random.nextInt(KINDS.length)],
                                List.of(),
                                "event " + i))
                .toList();
    }

    private static long hours(int hours) {
        return NOW.minus(Duration.ofHours(hours)).getEpochSecond();
    }

    private static long authors(List<Event> events, long from, long to) {
        return events.stream()
                .filter(event -> event.createdAt() >= from && event.createdAt() <= to)
                .map(Event::pubkey)
                .distinct()
                .count();
    }

    private static long lastBetween(List<Event> events, long from) {
        return authors(events, from, NOW.getEpochSecond());
    }

    private static long firstBetween(List<Event> events, long from) {
        return events.stream()
                .map(Event::pubkey)
                .distinct()
                .filter(pubkey -> events.stream()
                                .filter(event -> event.pubkey().equals(pubkey))
                                .mapToLong(Event::createdAt)
                                .min()
                                .orElseThrow()
                        >= from)
                .count();
    }

    private static List<Network.Kind> naiveKinds(List<Event> events) {
        return events.stream().collect(Collectors.groupingBy(Event::kind, Collectors.counting())).entrySet().stream()
                .map(entry -> new Network.Kind(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Network.Kind::events).reversed().thenComparing(Network.Kind::kind))
                .toList();
    }

    /** By the minute, as all windows of what is counted by the minute: a minute belongs to them if it begins in them. */
    private static HourOfDay naiveHours(List<Event> events, int hours) {
        long begin = hours(hours);
        HourOfDay result = HourOfDay.NONE;
        for (Event event : events) {
            if (event.createdAt() / 60 * 60 > begin && event.createdAt() <= NOW.getEpochSecond()) {
                result = result.plus(event.createdAt(), 1);
            }
        }
        return result;
    }

    private static List<Network.Bucket> naiveTimeline(List<Event> events) {
        List<Network.Bucket> buckets = new ArrayList<>();
        Instant end = Instant.parse("2026-03-01T13:00:00Z");
        for (int i = 24; i > 0; i--) {
            Instant begin = end.minus(Duration.ofHours(i));
            List<Integer> kinds = events.stream()
                    .filter(event -> Math.floorDiv(event.createdAt(), 3600L) == begin.getEpochSecond() / 3600)
                    .map(Event::kind)
                    .toList();
            long notes = kinds.stream().filter(kind -> kind == 1).count();
            long reactions = kinds.stream().filter(kind -> kind == 7).count();
            long reposts =
                    kinds.stream().filter(kind -> kind == 6 || kind == 16).count();
            long zaps = kinds.stream().filter(kind -> kind == 9735).count();
            buckets.add(new Network.Bucket(
                    begin, notes, reactions, reposts, zaps, kinds.size() - notes - reactions - reposts - zaps));
        }
        return buckets;
    }
}
