package org.nostrobservatory.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class ZapTotalsTest {

    private static final long NOW = 1_772_368_496;

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new ZapProjector(database));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyTotalEqualsARecomputationWhateverCameAndWentInWhateverOrder(long seed) {
        Random random = new Random(seed);
        List<Event> coming = new ArrayList<>(new Receipts(random, NOW, 600).some(160));
        Collections.shuffle(coming, random);
        List<Event> stored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int from = 0; from < coming.size(); from += 20) {
            List<Event> batch = coming.subList(from, from + 20);
            archive.add(batch);
            archive.add(batch);
            stored.addAll(batch);
            assertThat(totals()).isEqualTo(naive(stored).totals());
            naive(stored).receipts.forEach(receipt -> seen.add(receipt.entry()));

            Collections.shuffle(stored, random);
            List<Event> gone = stored.subList(0, random.nextInt(15));
            archive.remove(gone.toArray(Event[]::new));
            gone.clear();
            assertThat(totals()).isEqualTo(naive(stored).totals());
        }
        assertThat(seen).containsExactlyInAnyOrder("plausible", "suspicious", "copy", "invalid");
        archive.remove(stored.toArray(Event[]::new));
        assertThat(totals()).isEmpty();
    }

    /** Five of the largest invoices there can be are more than 64 bits hold. */
    @Test
    void forgedAmountsDoNotOverflow() {
        List<Event> forged = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            forged.add(Receipts.of(Receipts.PROVIDER, ALICE, BOB, null, 2_100_000_000_000_000_000L, NOW - i));
        }
        archive.add(forged);

        assertThat(database.query("select zaps || ' ' || msat as row from zap_total", row -> row.getString("row")))
                .containsExactly("20 42000000000000000000");
        assertThat(totals()).isEqualTo(naive(forged).totals());
    }

    @Test
    void whoeverIsConcernedIsCountedAgain() {
        Random random = new Random(9);
        List<Event> receipts = new Receipts(random, NOW, 600).some(60);
        archive.add(receipts.subList(0, 40));
        NaiveZaps before = naive(receipts.subList(0, 40));
        assertThat(taken("person_change", "pubkey")).isEqualTo(people(before.receipts));
        assertThat(taken("note_change", "event_id")).isEqualTo(targets(before.receipts));

        archive.add(receipts.subList(40, 60));
        taken("person_change", "pubkey");
        taken("note_change", "event_id");
        archive.remove(receipts.subList(0, 30).toArray(Event[]::new));
        assertThat(taken("person_change", "pubkey"))
                .containsAll(people(naive(receipts).receipts.subList(0, 30)));
        assertThat(taken("note_change", "event_id"))
                .containsAll(targets(naive(receipts).receipts.subList(0, 30)));
    }

    private Set<Bytes> taken(String table, String column) {
        return new HashSet<>(
                database.query("delete from " + table + " returning " + column, row -> Database.bytes(row, column)));
    }

    private static Set<Bytes> people(List<NaiveZaps.Receipt> receipts) {
        return receipts.stream().flatMap(NaiveZaps.Receipt::parties).collect(Collectors.toSet());
    }

    private static Set<Bytes> targets(List<NaiveZaps.Receipt> receipts) {
        return receipts.stream()
                .flatMap(receipt -> receipt.judgement().receipt().stream())
                .flatMap(zap -> zap.target().stream())
                .collect(Collectors.toSet());
    }

    private static NaiveZaps naive(List<Event> events) {
        return new NaiveZaps(events, event -> ProviderKnowledge.UNKNOWN);
    }

    private List<String> totals() {
        return database.query("""
                        select concat_ws(' ', verdict, zaps, msat) as row from zap_total
                        union all select concat_ws(' ', minute, verdict, zaps, msat) from zap_minute
                        union all select concat_ws(' ', encode(pubkey, 'hex'), received, received_msat, sent, sent_msat)
                        from zap_account""", row -> row.getString("row")).stream()
                .sorted((a, b) -> key(a).compareTo(key(b)))
                .toList();
    }

    /** Without the numbers: as the recomputation is sorted. */
    private static String key(String row) {
        String[] words = row.split(" ");
        return words.length == 4 ? words[0] + " " + words[1] : words[0];
    }
}
