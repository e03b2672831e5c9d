package org.nostrobservatory.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class ProvidersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final Bytes PROVIDER = Receipts.PROVIDER.publicKey();
    private static final Bytes OTHER = Receipts.OTHER_PROVIDER.publicKey();

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new ZapProjector(database));
    private final Providers providers = new Providers(database);
    private final Rejudgement rejudgement = new Rejudgement(database);

    @Test
    void addressesOfRecipientsAreDueTheBiggestFirstAndEachOnce() {
        profile(key(1), "one@pay.example");
        profile(key(2), "both@pay.example");
        profile(key(3), "both@pay.example");
        profile(key(4), "never@pay.example");
        profile(key(5), "späce @ pay.example");
        for (int person : new int[] {1, 2, 3, 5}) {
            archive.add(Receipts.of(
                    Receipts.PROVIDER, key(6), key(person), null, 5_000L + person / 2 * 3_000L, SECOND - person));
        }

        assertThat(providers.claimDue(NOW, 1)).containsExactly("both@pay.example");
        assertThat(providers.claimDue(NOW, 10)).containsExactly("one@pay.example");
        assertThat(providers.claimDue(NOW, 10)).isEmpty();
        assertThat(providers.claimDue(NOW.plusSeconds(601), 10)).hasSize(2);
    }

    @Test
    void anAnswerIsGoodForADayAndFailuresForLongerAndLonger() {
        profile(BOB, "bob@pay.example");
        archive.add(Receipts.of(Receipts.PROVIDER, ALICE, BOB, null, 21_000, SECOND - 5));

        Instant time = NOW;
        for (int hours : new int[] {1, 2, 4, 8}) {
            assertThat(providers.claimDue(time, 10)).containsExactly("bob@pay.example");
            failed("bob@pay.example", time);
            assertThat(providers.claimDue(time.plus(Duration.ofHours(hours)).minusSeconds(1), 10))
                    .isEmpty();
            time = time.plus(Duration.ofHours(hours));
        }
        answered("bob@pay.example", PROVIDER, time);
        assertThat(providers.claimDue(time.plus(Duration.ofDays(1)).minusSeconds(1), 10))
                .isEmpty();
        assertThat(providers.claimDue(time.plus(Duration.ofDays(1)), 10)).hasSize(1);
        assertThat(database.query("select failures from zap_provider", row -> row.getInt("failures")))
                .containsExactly(0);
        for (int i = 0; i < 40; i++) {
            failed("bob@pay.example", NOW);
        }
        assertThat(providers.claimDue(NOW.plus(Duration.ofDays(30)), 10)).hasSize(1);
    }

    @Test
    void whatIsKnownDecidesBetweenTheServiceAndStrangersAndFormerReceiptsStay() {
        profile(BOB, "bob@pay.example");
        Event old = zap(Receipts.PROVIDER, -Duration.ofDays(20).toSeconds());
        Event forgedOld = zap(Receipts.OTHER_PROVIDER, -Duration.ofDays(20).toSeconds() + 1);
        archive.add(old, forgedOld);
        answered("bob@pay.example", PROVIDER, NOW);
        learnAndJudge(NOW);
        assertThat(reason(old)).isEqualTo("no-doubt");
        assertThat(reason(forgedOld)).isEqualTo("provider-unknown");

        Event right = zap(Receipts.PROVIDER, 3_600);
        Event forged = zap(Receipts.OTHER_PROVIDER, 3_601);
        archive.add(right, forged);
        assertThat(reason(right)).isEqualTo("no-doubt");
        assertThat(reason(forged)).isEqualTo("provider-differs");

        // Bob moves to another service.
        Instant later = NOW.plus(Duration.ofDays(1));
        database.update("update profile set lud16 = 'bob@other.example'");
        answered("bob@other.example", OTHER, later);
        learnAndJudge(later);
        Event moved = zap(Receipts.OTHER_PROVIDER, Duration.ofDays(5).toSeconds());
        Event late = zap(Receipts.PROVIDER, Duration.ofDays(2).toSeconds() + 3_600);
        answered("bob@other.example", OTHER, later.plus(Duration.ofDays(3)));
        learnAndJudge(later.plus(Duration.ofDays(3)));
        archive.add(moved, late);
        assertThat(reason(old)).isEqualTo("no-doubt");
        assertThat(reason(right)).isEqualTo("no-doubt");
        assertThat(reason(forged)).as("who signs later may have signed before").isEqualTo("no-doubt");
        assertThat(reason(moved)).isEqualTo("no-doubt");
        assertThat(reason(late)).isEqualTo("provider-differs");
        assertThat(totals()).isEqualTo(naive(List.of(old, forgedOld, right, forged, moved, late)));
    }

    /** A copy that came first must not take the place of the receipt that the service has signed. */
    @Test
    void theServicesReceiptTakesThePlaceOfACopyThatCountedBefore() {
        profile(BOB, "bob@pay.example");
        Event right = zap(Receipts.PROVIDER, 10);
        Event copy = Receipts.OTHER_PROVIDER.sign(SECOND + 5, right.kind(), right.tags(), "");
        answered("bob@pay.example", PROVIDER, NOW);
        archive.add(copy, right);
        assertThat(reason(right)).isEqualTo("provider-unknown");
        assertThat(totals()).contains("copy 1 21000", "plausible 1 21000");

        learnAndJudge(NOW);
        assertThat(reason(right)).isEqualTo("no-doubt");
        assertThat(reason(copy)).isEqualTo("provider-differs");
        assertThat(totals()).contains("copy 1 21000", "verified 1 21000");
    }

    @Test
    void ofEachHostOneAddressIsAskedAtATime() {
        Set<String> waiting = new LinkedHashSet<>(
                List.of("a@one.example", "b@one.example", "a@two.example", "junk", "c@one.example"));

        assertThat(ProviderTimer.ofDifferentHosts(waiting, 10))
                .containsExactly("a@one.example", "a@two.example", "junk");
        assertThat(ProviderTimer.ofDifferentHosts(waiting, 10)).containsExactly("b@one.example");
        assertThat(waiting).containsExactly("c@one.example");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void verdictsAndTotalsAreThoseOfWhatIsKnownWheneverItBecomesKnown(long seed) {
        Random random = new Random(seed);
        List<Event> coming = new ArrayList<>(new Receipts(random, SECOND, 6 * 86_400).some(150));
        Collections.shuffle(coming, random);
        List<Event> stored = new ArrayList<>();
        Instant time = NOW.minus(Duration.ofDays(6));
        for (int from = 0; from < coming.size(); from += 15) {
            time = time.plus(Duration.ofHours(random.nextInt(36)));
            int person = 1 + random.nextInt(Receipts.PEOPLE);
            profile(key(person), "p" + person + "@" + (random.nextBoolean() ? "pay" : "other") + ".example");
            for (String address : providers.claimDue(time, 4)) {
                switch (random.nextInt(4)) {
                    case 0 -> failed(address, time);
                    case 1 -> answered(address, WalletServices.NOBODY, time);
                    default -> answered(address, address.contains("pay") ? PROVIDER : OTHER, time);
                }
            }
            archive.add(coming.subList(from, from + 15));
            stored.addAll(coming.subList(from, from + 15));
            providers.learn(time, 3);
            rejudgement.judgeSome(1 + random.nextInt(7));

            Collections.shuffle(stored, random);
            List<Event> gone = stored.subList(0, random.nextInt(5));
            archive.remove(gone.toArray(Event[]::new));
            gone.clear();
        }
        learnAndJudge(time);

        assertThat(totals()).isEqualTo(naive(stored));
        assertThat(totals()).anyMatch(row -> row.startsWith("verified"));
    }

    private void learnAndJudge(Instant now) {
        while (providers.learn(now, 2) > 0) {
            // until nothing is new
        }
        while (rejudgement.judgeSome(3)) {
            // until all are judged
        }
        assertThat(database.query("select 1 as one from zap_rejudgement", row -> row.getInt("one")))
                .isEmpty();
    }

    private static Event zap(SecretKey provider, long later) {
        return Receipts.of(provider, ALICE, BOB, null, 21_000, SECOND + later);
    }

    private void profile(SecretKey person, String address) {
        database.update("""
                insert into profile (pubkey, event_id, created_at, lud16) values (?, '', 1, ?)
                on conflict (pubkey) do update set lud16 = excluded.lud16""", person.publicKey(), address);
    }

    private void answered(String address, Bytes provider, Instant at) {
        providers.store(List.of(new Providers.Outcome(address, provider, null, Duration.ofDays(1))), at);
    }

    private void failed(String address, Instant at) {
        providers.store(List.of(new Providers.Outcome(address, null, "away", Duration.ofHours(1))), at);
    }

    private String reason(Event receipt) {
        return database.find(
                        "select reason from zap where receipt_id = ?", row -> row.getString("reason"), receipt.id())
                .orElseThrow();
    }

    private List<String> totals() {
        return database.query("""
                        select concat_ws(' ', verdict, zaps, msat) as row from zap_total
                        union all select concat_ws(' ', minute, verdict, zaps, msat) from zap_minute
                        union all select concat_ws(' ', encode(pubkey, 'hex'), received, received_msat, sent, sent_msat)
                        from zap_account""", row -> row.getString("row")).stream()
                .sorted()
                .toList();
    }

    private List<String> naive(List<Event> events) {
        Map<Bytes, ProviderHistory> histories = new HashMap<>();
        database.query(
                "select * from zap_provider_key",
                row -> histories
                        .computeIfAbsent(
                                Database.bytes(row, "recipient"), recipient -> new ProviderHistory(new ArrayList<>()))
                        .answers()
                        .add(new ProviderHistory.Answer(
                                row.getString("address"),
                                Database.bytes(row, "provider"),
                                row.getLong("first_at"),
                                row.getLong("last_at"))));
        return new NaiveZaps(
                        events,
                        event -> event.keys("p")
                                .findFirst()
                                .map(recipient -> histories
                                        .getOrDefault(recipient, ProviderHistory.NONE)
                                        .at(event.pubkey(), event.createdAt()))
                                .orElse(ProviderKnowledge.UNKNOWN))
                .totals().stream().sorted().toList();
    }
}
