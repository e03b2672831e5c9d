package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZapReceiptTest {

    private static final SecretKey SENDER =
            SecretKey.of(Bytes.fromHex("07".repeat(32)).toArray());
    private static final SecretKey PROVIDER =
            SecretKey.of(Bytes.fromHex("08".repeat(32)).toArray());
    private static final String RECIPIENT = "aa".repeat(32);
    private static final String NOTE = "bb".repeat(32);

    @Test
    void saysWhoZappedWhomWithHowMuch() {
        Event request = request(
                "thanks",
                Tag.of("p", RECIPIENT),
                Tag.of("e", NOTE),
                Tag.of("amount", "21000"),
                Tag.of("relays", "wss://x"));
        ZapReceipt zap =
                ZapReceipt.of(receipt(request, invoice("lnbc210n"), Tag.of("p", RECIPIENT), Tag.of("e", NOTE)));

        assertThat(zap)
                .isEqualTo(new ZapReceipt(
                        PROVIDER.publicKey(),
                        SENDER.publicKey(),
                        Bytes.fromHex(RECIPIENT),
                        Optional.of(Bytes.fromHex(NOTE)),
                        21_000,
                        "thanks"));
    }

    static Stream<Arguments> malformed() {
        Event good = request("", Tag.of("p", RECIPIENT));
        Tag p = Tag.of("p", RECIPIENT);
        String tenSats = invoice("lnbc100n");
        Event forged =
                new Event(good.id(), good.pubkey(), good.createdAt(), good.kind(), good.tags(), "forged", good.sig());
        Event noRequest = SENDER.sign(1_700_000_000L, 1, List.of(p), "a note");
        return Stream.of(
                Arguments.of("request", receipt(forged, tenSats, p)),
                Arguments.of("no zap request", receipt(noRequest, tenSats, p)),
                Arguments.of("recipient", receipt(good, tenSats, Tag.of("p", NOTE))),
                Arguments.of("one recipient", receipt(request("", p, Tag.of("p", NOTE)), tenSats, p)),
                Arguments.of("another event", receipt(good, tenSats, p, Tag.of("e", NOTE))),
                Arguments.of("another amount", receipt(request("", p, Tag.of("amount", "9999")), tenSats, p)),
                Arguments.of("to the payer", receipt(good, invoice("lnbc"), p)),
                Arguments.of("test network", receipt(good, invoice("lntb100n"), p)),
                Arguments.of("all bitcoin", receipt(good, invoice("lnbc22000000"), p)),
                Arguments.of("checksum", receipt(good, tenSats.replace('q', 'p'), p)),
                Arguments.of("no zap request", PROVIDER.sign(1_700_000_000L, 9735, List.of(p), "")),
                Arguments.of("no zap receipt", noRequest));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aMalformedReceiptIsRefusedWithTheReason(String reason, Event receipt) {
        assertThatThrownBy(() -> ZapReceipt.of(receipt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static Event request(String comment, Tag... tags) {
        return SENDER.sign(1_700_000_000L, Kinds.ZAP_REQUEST, List.of(tags), comment);
    }

    private static Event receipt(Event request, String invoice, Tag... tags) {
        List<Tag> all = new ArrayList<>(List.of(tags));
        all.add(Tag.of("bolt11", invoice));
        all.add(Tag.of("description", EventJson.write(request)));
        return PROVIDER.sign(1_700_000_000L, Kinds.ZAP_RECEIPT, all, "");
    }

    private static String invoice(String prefix) {
        return Invoices.invoice(prefix, Invoices.description(""));
    }
}
