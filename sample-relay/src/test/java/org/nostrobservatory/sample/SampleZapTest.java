package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bolt11;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.ZapJudgement;
import org.nostrobservatory.protocol.ZapReason;

class SampleZapTest {

    private static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final List<Event> HISTORY =
            new SampleNetwork(21, Clock.systemUTC()).history(Duration.ofDays(2), 6_000);

    private static List<Event> ofKind(int kind) {
        return HISTORY.stream().filter(event -> event.kind() == kind).toList();
    }

    private static String tag(Event event, String name) {
        return event.tagValue(name).orElseThrow();
    }

    @Test
    void receiptsAgreeWithTheirRequestsAndInvoices() throws InvalidEventException {
        assertThat(ofKind(9735)).hasSizeGreaterThan(200);
        for (Event receipt : ofKind(9735)) {
            String description = tag(receipt, "description");
            Event request = EventJson.parse(description, 100);
            EventVerifier.verify(request);
            assertThat(request.kind()).isEqualTo(9734);
            assertThat(request.createdAt()).isLessThanOrEqualTo(receipt.createdAt());
            assertThat(request.tags("p").toList()).isEqualTo(receipt.tags("p").toList());
            assertThat(request.tags("e").toList()).isEqualTo(receipt.tags("e").toList());
            assertThat(tag(receipt, "P")).isEqualTo(request.pubkey().hex());

            String invoice = tag(receipt, "bolt11");
            assertThat(Bolt11.parse(invoice).amountMsat())
                    .isEqualTo(OptionalLong.of(Long.parseLong(tag(request, "amount"))));
            assertThat(field(invoice, 'h')).isEqualTo(Sha256.of(description));
            assertThat(field(invoice, 'p'))
                    .isEqualTo(
                            Bytes.sha256(Bytes.fromHex(tag(receipt, "preimage")).toArray()));
        }
    }

    @Test
    void nothingCanBeSaidAgainstThem() {
        for (Event receipt : ofKind(9735)) {
            ProviderKnowledge known = new ProviderKnowledge(Optional.of(Set.of(receipt.pubkey())), Optional.empty());
            assertThat(ZapJudgement.of(receipt, known).reason()).isEqualTo(ZapReason.NO_DOUBT);
        }
    }

    @Test
    void mostZapsAreSmallAndAFewAreLarge() {
        List<Long> sats = ofKind(9735).stream()
                .map(receipt ->
                        Bolt11.parse(tag(receipt, "bolt11")).amountMsat().orElseThrow() / 1000)
                .sorted()
                .toList();
        assertThat(sats.get(sats.size() / 2)).isBetween(15L, 70L);
        assertThat(sats.get(sats.size() - 1)).isGreaterThan(2_000);
    }

    @Test
    void jobsAreAnsweredFailedPaidOrIgnored() throws InvalidEventException {
        for (Event result : ofKind(6300)) {
            Event request = EventJson.parse(tag(result, "request"), 100);
            EventVerifier.verify(request);
            assertThat(request.kind()).isEqualTo(5300);
            assertThat(tag(result, "e")).isEqualTo(request.id().hex());
            assertThat(tag(result, "p")).isEqualTo(request.pubkey().hex());
            assertThat(result.createdAt()).isGreaterThan(request.createdAt());
        }
        assertThat(ofKind(7000).stream().flatMap(feedback -> feedback.tagValue("status").stream()))
                .contains("processing", "payment-required", "error", "success");
        assertThat(ofKind(7000).stream()
                        .filter(feedback -> feedback.tagValue("status").equals(Optional.of("payment-required")))
                        .flatMap(feedback -> feedback.tags("amount")))
                .allSatisfy(amount -> assertThat(
                                Bolt11.parse(amount.at(2).orElseThrow()).amountMsat())
                        .hasValue(Long.parseLong(amount.at(1).orElseThrow())));
        long announced = ofKind(31990).stream().map(Event::pubkey).distinct().count();
        long answering = ofKind(7000).stream().map(Event::pubkey).distinct().count();
        assertThat(answering).isPositive().isLessThan(announced);
    }

    /** The 32 octets of a tagged field. */
    private static Bytes field(String invoice, char type) {
        String data = invoice.substring(invoice.lastIndexOf('1') + 1);
        int at = 7;
        while (data.charAt(at) != type) {
            at += 3 + CHARSET.indexOf(data.charAt(at + 1)) * 32 + CHARSET.indexOf(data.charAt(at + 2));
        }
        StringBuilder bits = new StringBuilder();
        for (char c : data.substring(at + 3, at + 3 + 52).toCharArray()) {
            bits.append(Integer.toBinaryString(32 | CHARSET.indexOf(c)).substring(1));
        }
        byte[] octets = new byte[32];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return Bytes.of(octets);
    }
}
