package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class Bolt11Test {

    private static String invoice(String prefix) {
        return Invoices.invoice(prefix, Invoices.description("tea"));
    }

    private static void refused(String text, String reason) {
        assertThatThrownBy(() -> Bolt11.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "lnbc1, 100000000000",
        "lnbc1m, 100000000",
        "lnbc1u, 100000",
        "lnbc1n, 100",
        "lnbc10p, 1",
        "lnbc20m, 2000000000",
        "lnbc2500u, 250000000",
        "lnbc420n, 42000",
        "lnbc210n, 21000",
        "lnbc10u, 1000000",
        "lnbc9678785340p, 967878534",
        "lnbc21000000, 2100000000000000000",
        "lnbc21000000000000000000p, 2100000000000000000"
    })
    void readsTheAmount(String prefix, long msat) {
        assertThat(Bolt11.parse(invoice(prefix)).amountMsat()).hasValue(msat);
        assertThat(Bolt11.parse(" " + invoice(prefix).toUpperCase(Locale.ROOT) + "\n"))
                .isEqualTo(Bolt11.parse(invoice(prefix)));
    }

    @ParameterizedTest
    @CsvSource({"lnbc, bc, true", "lntb, tb, false", "lntbs, tbs, false", "lnbcrt, bcrt, false"})
    void readsInvoicesWithoutAmount(String prefix, String network, boolean money) {
        Bolt11 free = Bolt11.parse(invoice(prefix));
        assertThat(free.network()).isEqualTo(network);
        assertThat(free.isMoney()).isEqualTo(money);
        assertThat(free.amountMsat()).isEmpty();
        Bolt11 priced = Bolt11.parse(invoice(prefix + "1u"));
        assertThat(priced.network()).isEqualTo(network);
        assertThat(priced.amountMsat()).hasValue(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lnbc1p",
                "lnbc11p",
                "lnbc2500000001p",
                "lnbc0",
                "lnbc0n",
                "lnbc01u",
                "lnbc-1u",
                "lnbc1.5u",
                "lnbcu",
                "lnbc1x",
                "lnbc1uu",
                "lnbc21000001",
                "lnbc21000000000000000010p",
                "lnbc1000000000000000000000000000000",
                "lnbc99999999999999999999p",
                "lnxx1u",
                "lnsb1u",
                "lnbcrtx",
                "bc1u",
                "ln",
                "lno"
            })
    void refusesOtherPrefixes(String prefix) {
        assertThatThrownBy(() -> Bolt11.parse(invoice(prefix)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsAnyOf("impossible amount", "all bitcoin", "fraction of a millisatoshi");
    }

    @Test
    void refusesDamagedInvoices() {
        String right = invoice("lnbc1u");
        String wrong = right.substring(0, right.length() - 1) + (right.endsWith("q") ? "p" : "q");
        refused(wrong, "checksum");
        refused(right + "q", "checksum");
        refused("L" + right.substring(1), "mixes");
        refused("lnbc\u06611u" + right.substring(6), "character");
        refused(Bech32.encode("lnbc1u", new byte[7 + 103]), "too short");
        for (String text : List.of("", " ", "1", "lnbc1u", "lnbc1u1", "1".repeat(500))) {
            assertThatThrownBy(() -> Bolt11.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAnEndlessTextQuickly() {
        refused(invoice("lnbc" + "9".repeat(3_000_000)), "longer");
        refused("l".repeat(3_000_000), "longer");
    }

    @Test
    void theLongestInvoiceIsReadAndALongerOneIsNot() {
        byte[] rest = Invoices.description("tea");
        int free = Bolt11.MAX_LENGTH - Invoices.invoice("lnbc", rest).length();
        for (int left = free; left > 0; ) {
            int length = Math.min(1023, left - 3);
            rest = Invoices.concat(rest, Invoices.field('r', new byte[length]));
            left -= length + 3;
        }
        String longest = Invoices.invoice("lnbc", rest);

        assertThat(longest).hasSize(Bolt11.MAX_LENGTH);
        assertThat(Bolt11.parse(longest).description()).contains("tea");
        refused(Invoices.invoice("lnbc1u", rest), "longer");
    }

    @Test
    void readsWhenItWasIssuedAndWhenItExpires() {
        Bolt11 usual = Bolt11.parse(invoice("lnbc1u"));
        assertThat(usual.timestamp()).isEqualTo(Invoices.ISSUED);
        assertThat(usual.expirySeconds()).isEqualTo(3600);
        assertThat(usual.expiresAt()).isEqualTo(Invoices.ISSUED + 3600);

        assertThat(expiry(1, 28)).isEqualTo(60);
        assertThat(expiry(0, 0, 1, 28)).isEqualTo(60);
        assertThat(expiry()).isZero();
        assertThat(expiry(31, 31, 31, 31, 31, 31, 31)).isEqualTo((1L << 35) - 1);
        int[] endless = new int[1023];
        Arrays.fill(endless, 31);
        assertThat(expiry(endless)).isEqualTo(1L << 40);

        Bolt11 latest = Bolt11.parse(Invoices.invoice("lnbc", (1L << 35) - 1, Invoices.description("")));
        assertThat(latest.timestamp()).isEqualTo((1L << 35) - 1);
        assertThat(latest.expiresAt()).isEqualTo((1L << 35) - 1 + 3600);
    }

    private static long expiry(int... groups) {
        byte[] data = new byte[groups.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) groups[i];
        }
        return Bolt11.parse(Invoices.invoice("lnbc", Invoices.description("tea"), Invoices.field('x', data)))
                .expirySeconds();
    }

    @Test
    void readsPaymentHashDescriptionAndPayee() {
        Bolt11 described = Bolt11.parse(Invoices.invoice("lnbc", Invoices.description("Tee für 2 \uD83E\uDED6")));
        assertThat(described.paymentHash()).contains(Invoices.PAYMENT_HASH);
        assertThat(described.description()).contains("Tee für 2 \uD83E\uDED6");
        assertThat(described.descriptionHash()).isEmpty();
        assertThat(described.payee()).contains(Invoices.NODE);

        Bolt11 hashed = Bolt11.parse(
                Invoices.invoice("lnbc", Invoices.descriptionHash("tea"), Invoices.field('n', Invoices.NODE)));
        assertThat(hashed.description()).isEmpty();
        assertThat(hashed.descriptionHash()).contains(Fixtures.sha256("tea"));
        assertThat(hashed.payee()).contains(Invoices.NODE);
    }

    @Test
    void theFirstFieldOfATypeCounts() {
        Bolt11 twice = Bolt11.parse(Invoices.invoice(
                "lnbc",
                Invoices.field('p', Fixtures.bytes(32, 1)),
                Invoices.description("first"),
                Invoices.description("second"),
                Invoices.field('x', new byte[] {1}),
                Invoices.field('x', new byte[] {2})));

        assertThat(twice.paymentHash()).contains(Invoices.PAYMENT_HASH);
        assertThat(twice.description()).contains("first");
        assertThat(twice.expirySeconds()).isEqualTo(1);
    }

    @Test
    void aFieldOfAWrongLengthIsAsGoodAsNone() {
        byte[] secret = Invoices.field('s', Fixtures.bytes(32, 1));
        byte[] shortHash = Invoices.field('p', new byte[51]);
        byte[] rightHash = Invoices.field('p', Fixtures.bytes(32, 2));
        byte[] tea = Invoices.description("tea");

        assertThat(bare(secret, shortHash, tea).paymentHash()).isEmpty();
        assertThat(bare(secret, shortHash, rightHash, tea).paymentHash()).contains(Fixtures.bytes(32, 2));
        Bolt11 longHash = bare(secret, rightHash, tea, Invoices.field('h', new byte[53]));
        assertThat(longHash.descriptionHash()).isEmpty();
        assertThat(longHash.payable()).isTrue();
        assertThat(bare(secret, rightHash, tea, Invoices.field('n', new byte[52]))
                        .payee())
                .contains(Invoices.NODE);
    }

    private static Bolt11 bare(byte[]... fields) {
        return Bolt11.parse(bareText(fields));
    }

    private static String bareText(byte[]... fields) {
        return Invoices.bare("lnbc1u", Invoices.ISSUED, Stream.of(fields).reduce(new byte[0], Invoices::concat));
    }

    @Test
    void whatNobodyMayPayIsReadAndSaysSo() {
        byte[] hash = Invoices.field('p', Fixtures.bytes(32, 2));
        byte[] secret = Invoices.field('s', Fixtures.bytes(32, 1));
        byte[] tea = Invoices.description("tea");

        assertThat(bare(hash, secret, tea).payable()).isTrue();
        assertThat(bare(hash, secret, Invoices.descriptionHash("tea")).payable())
                .isTrue();
        assertThat(bare(hash, tea).payable()).isFalse();
        assertThat(bare(hash, secret).payable()).isFalse();
        assertThat(bare(hash, secret, tea, Invoices.descriptionHash("tea")).payable())
                .isFalse();
        Bolt11 nothing = bare();
        assertThat(nothing.amountMsat()).hasValue(100_000);
        assertThat(nothing.paymentHash()).isEmpty();
        assertThat(nothing.payee()).contains(Invoices.NODE);
        assertThat(nothing.payable()).isFalse();
    }

    /** Else all zaps with the zeros that one service writes there would be one. */
    @Test
    void zerosAreNoPaymentHash() {
        Bolt11 zeros = bare(
                Invoices.field('p', new byte[52]),
                Invoices.field('s', Fixtures.bytes(32, 1)),
                Invoices.description("tea"));

        assertThat(zeros.paymentHash()).isEmpty();
        assertThat(zeros.payable()).isFalse();
    }

    @Test
    void refusesWhatCannotBeRead() {
        byte[] tea = Invoices.description("tea");

        refused(bareText(tea, new byte[] {1}), "within a field");
        refused(bareText(tea, new byte[] {1, 0, 1}), "within a field");
        refused(bareText(tea, new byte[] {3, 31, 31, 0}), "within a field");
        refused(bareText(Invoices.field('d', new byte[] {16, 1})), "bits left over");
        refused(bareText(Invoices.field('d', new byte[] {16, 16, 0})), "bits left over");
    }

    @Test
    void anotherNodesSignatureIsNone() {
        Bytes other = Bytes.fromHex("03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad");
        Bytes noPoint = Bytes.fromHex("02" + "ff".repeat(32));
        byte[] tea = Invoices.description("tea");
        byte[] unknownId = new byte[65];
        Arrays.fill(unknownId, (byte) 4);

        for (String text : List.of(
                Invoices.invoice("lnbc", tea, Invoices.field('n', other)),
                Invoices.invoice("lnbc", tea, Invoices.field('n', noPoint)),
                Bech32.encode("lnbc", signedWith(tea, new byte[65])),
                Bech32.encode("lnbc", signedWith(tea, unknownId)))) {
            Bolt11 invoice = Bolt11.parse(text);
            assertThat(invoice.payee()).isEmpty();
            assertThat(invoice.payable()).isFalse();
            assertThat(invoice.description()).contains("tea");
        }
    }

    private static byte[] signedWith(byte[] field, byte[] signature) {
        byte[] groups = Bech32.decode(Invoices.invoice("lnbc", field)).groups();
        byte[] replaced = Bech32.regroup(signature, 8, 5, true);
        System.arraycopy(replaced, 0, groups, groups.length - replaced.length, replaced.length);
        return groups;
    }

    @Test
    void readsTheInvoicesOfRealZaps() throws Exception {
        Map<String, Event> receipts = new HashMap<>();
        for (String line : SampleFiles.lines("real-events.jsonl")) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.path("kind").asInt() == Kinds.ZAP_RECEIPT) {
                receipts.put(event.get("id").asText(), EventJson.parse(line, Fixtures.MAX_TAGS));
            }
        }
        for (String line : SampleFiles.lines("vectors/zap-bolt11.jsonl")) {
            JsonNode zap = new ObjectMapper().readTree(line);
            Bolt11 invoice = Bolt11.parse(zap.get("bolt11").asText());
            assertThat(invoice.network()).isEqualTo("bc");
            assertThat(invoice.payable()).isTrue();
            assertThat(invoice.amountMsat()).hasValue(zap.get("amount_msat").asLong());
            Event receipt = receipts.get(zap.get("event_id").asText());
            if (receipt != null) {
                assertThat(receipt.tagValue("description").map(Fixtures::sha256).equals(invoice.descriptionHash()))
                        .isEqualTo(zap.get("description_hash_matches").asBoolean());
            }
        }
        assertThat(receipts).hasSize(3);
    }
}
