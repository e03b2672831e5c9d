package org.nostrobservatory.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bech32;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.sample.SampleNetwork;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class ZapProjectorTest {

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new ZapProjector(database));

    private final Event receipt = sampleReceipt();
    private final Event copy = copied(ALICE, 5);
    private final Event laterCopy = copied(BOB, 9);

    @Test
    void aReceiptHasAVerdictAndAReason() {
        archive.add(receipt);

        assertThat(rows("select verdict || ' ' || reason as row from zap"))
                .containsExactly("plausible provider-unknown");
    }

    @Test
    void aPaymentCountsOnceWhateverTheOrder() {
        archive.add(laterCopy);
        assertThat(counting()).containsExactly(laterCopy.id().hex());
        archive.add(receipt, copy);
        assertThat(counting()).containsExactly(receipt.id().hex());
        assertThat(rows("select reason as row from zap")).hasSize(3);
    }

    @Test
    void whenTheReceiptThatCountsGoesTheNextBestCounts() {
        archive.add(receipt, copy, laterCopy);

        archive.remove(receipt);
        assertThat(counting()).containsExactly(copy.id().hex());
        archive.remove(copy, laterCopy);
        assertThat(counting()).isEmpty();
    }

    @Test
    void aReceiptWithLessDoubtCountsThoughItIsLater() {
        archive.add(receipt, copy);
        database.update("update zap set verdict = 'suspicious' where receipt_id = ?", receipt.id());
        archive.add(laterCopy);

        assertThat(counting()).containsExactly(copy.id().hex());
    }

    @Test
    void whatIsNoZapIsKeptWithTheReason() {
        String invoice = receipt.tagValue("bolt11").orElseThrow();
        archive.add(
                with("bolt11", withPrefix(invoice, "lnbc")),
                with("bolt11", withPrefix(invoice, "lnbc1" + "0".repeat(30))),
                with("bolt11", withPrefix(invoice, "lntb1u")),
                with("description", "no event"),
                with("description", "{}"),
                with("p", "ab".repeat(32)));

        assertThat(rows("select reason as row from invalid_zap"))
                .containsExactlyInAnyOrder(
                        "amount-missing",
                        "invoice-malformed",
                        "test-network",
                        "request-malformed",
                        "request-malformed",
                        "recipient-differs");
        assertThat(rows("select verdict || ' ' || zaps || ' ' || msat as row from zap_total"))
                .containsExactly("invalid 6 0");
        assertThat(rows("select 'zap' as row from zap")).isEmpty();
    }

    /** The receipt where one tag says something else. */
    private Event with(String name, String value) {
        List<Tag> tags = receipt.tags().stream()
                .map(tag -> tag.name().equals(name) ? Tag.of(name, value) : tag)
                .toList();
        return ALICE.sign(receipt.createdAt(), Kinds.ZAP_RECEIPT, tags, "");
    }

    private static String withPrefix(String invoice, String prefix) {
        return Bech32.encode(prefix, Bech32.decode(invoice).groups());
    }

    /** The same receipt in another one's name: anybody can make it. */
    private Event copied(SecretKey signer, int later) {
        return signer.sign(receipt.createdAt() + later, Kinds.ZAP_RECEIPT, receipt.tags(), receipt.content());
    }

    private static Event sampleReceipt() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        return new SampleNetwork(7, clock)
                .history(Duration.ofHours(6), 300).stream()
                        .filter(event -> event.kind() == Kinds.ZAP_RECEIPT)
                        .findFirst()
                        .orElseThrow();
    }

    private List<String> counting() {
        return rows("select encode(receipt_id, 'hex') as row from zap where counts");
    }

    private List<String> rows(String sql) {
        return database.query(sql, row -> row.getString("row"));
    }
}
