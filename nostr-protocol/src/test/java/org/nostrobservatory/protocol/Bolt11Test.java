package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class Bolt11Test {

    /** An invoice with this prefix, no fields and an empty signature. */
    private static String invoice(String prefix) {
        return Bech32.encode(prefix, new byte[7 + 104]);
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
        "lnbc9678785340p, 967878534",
        "lnbc21000000, 2100000000000000000",
        "lnbc21000000000000000000p, 2100000000000000000"
    })
    void readsTheAmount(String prefix, long msat) {
        assertThat(Bolt11.parse(invoice(prefix))).isEqualTo(new Bolt11("bc", OptionalLong.of(msat)));
        assertThat(Bolt11.parse(" " + invoice(prefix).toUpperCase(Locale.ROOT) + "\n"))
                .isEqualTo(new Bolt11("bc", OptionalLong.of(msat)));
    }

    @ParameterizedTest
    @CsvSource({"lnbc, bc", "lntb, tb", "lntbs, tbs", "lnbcrt, bcrt"})
    void readsInvoicesWithoutAmount(String prefix, String network) {
        assertThat(Bolt11.parse(invoice(prefix))).isEqualTo(new Bolt11(network, OptionalLong.empty()));
        assertThat(Bolt11.parse(invoice(prefix + "1u"))).isEqualTo(new Bolt11(network, OptionalLong.of(100_000)));
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
                "lnbcrtx",
                "bc1u",
                "ln",
                "lno",
                "lnbc\u06611u"
            })
    void refusesOtherPrefixes(String prefix) {
        assertThatThrownBy(() -> Bolt11.parse(invoice(prefix))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDamagedInvoices() {
        String right = invoice("lnbc1u");
        String wrong = right.substring(0, right.length() - 1) + (right.endsWith("q") ? "p" : "q");
        String tooShort = Bech32.encode("lnbc1u", new byte[7 + 103]);
        for (String text : List.of("", "1", "lnbc1u", wrong, tooShort, right + "q", "L" + right.substring(1))) {
            assertThatThrownBy(() -> Bolt11.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAnEndlessAmountQuickly() {
        assertThatThrownBy(() -> Bolt11.parse(invoice("lnbc" + "9".repeat(3_000_000))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bolt11.parse("l".repeat(3_000_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheInvoicesOfTheSpecification() {
        List<String> invoices = SampleFiles.lines("vectors/bolt11-spec-invoices.txt");

        List<String> refused =
                invoices.stream().filter(invoice -> !isInvoice(invoice)).toList();

        // Too short, no whole millisatoshi, wrong checksum, unknown multiplier.
        assertThat(refused)
                .extracting(invoice -> invoice.substring(0, invoice.indexOf("1pvj")))
                .containsExactly("lnbc", "lnbc2500000001p", "lnbc2500u", "lnbc2500x");
        for (String invoice : invoices) {
            if (!refused.contains(invoice)) {
                assertThat(Bolt11.parse(invoice)).isEqualTo(Bolt11.parse(invoice.toUpperCase(Locale.ROOT)));
            }
        }
    }

    private static boolean isInvoice(String text) {
        try {
            Bolt11.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void readsTheInvoicesOfRealZaps() throws Exception {
        for (String line : SampleFiles.lines("vectors/zap-bolt11.jsonl")) {
            JsonNode zap = new ObjectMapper().readTree(line);
            assertThat(Bolt11.parse(zap.get("bolt11").asText()))
                    .isEqualTo(new Bolt11(
                            "bc", OptionalLong.of(zap.get("amount_msat").asLong())));
        }
    }
}
