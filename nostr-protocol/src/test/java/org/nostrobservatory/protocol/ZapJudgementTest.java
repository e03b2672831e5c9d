package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZapJudgementTest {

    private static final URI LNURL = URI.create("https://pay.example/.well-known/lnurlp/bob");
    private static final ProviderKnowledge KNOWN = knows(Zapping.PROVIDER.publicKey());
    private static final String OTHER = "cc".repeat(32);
    private static final String ADDRESS = "30023:" + Zapping.RECIPIENT.publicKey() + ":essay";

    private static ProviderKnowledge knows(Bytes... keys) {
        return new ProviderKnowledge(Optional.of(Set.of(keys)), Optional.of(LNURL));
    }

    private static ZapReason reason(Zapping zapping) {
        return ZapJudgement.of(zapping.sign(), KNOWN).reason();
    }

    private static ZapReceipt receipt(Zapping zapping) {
        return ZapJudgement.of(zapping.sign(), KNOWN).receipt().orElseThrow();
    }

    @Test
    void aZapThatNothingCanBeSaidAgainstIsVerified() {
        ZapJudgement judgement = ZapJudgement.of(new Zapping().sign(), KNOWN);

        assertThat(judgement.verdict()).isEqualTo(ZapVerdict.VERIFIED);
        assertThat(judgement)
                .isEqualTo(new ZapJudgement(
                        ZapReason.NO_DOUBT,
                        Optional.of(new ZapReceipt(
                                Zapping.PROVIDER.publicKey(),
                                Zapping.SENDER.publicKey(),
                                ZapReceipt.Privacy.PUBLIC,
                                Zapping.RECIPIENT.publicKey(),
                                Optional.of(Zapping.NOTE),
                                Optional.empty(),
                                21_000,
                                Optional.of(Invoices.PAYMENT_HASH),
                                Optional.empty(),
                                "thanks",
                                ZapReason.NO_DOUBT))));
    }

    static Stream<Arguments> defects() {
        Tag p = Tag.of("p", Zapping.RECIPIENT.publicKey().hex());
        return Stream.of(
                Arguments.of(ZapReason.NOT_A_RECEIPT, new Zapping().kinds(9734, 9734)),
                Arguments.of(ZapReason.DESCRIPTION_TAG, new Zapping().receipt(Tag.of("description", "{}"))),
                Arguments.of(ZapReason.DESCRIPTION_TAG, new Zapping().receipt(Tag.of("description"))),
                Arguments.of(ZapReason.BOLT11_TAG, new Zapping().receipt(Tag.of("bolt11", "lnbc1"))),
                Arguments.of(ZapReason.REQUEST_MALFORMED, new Zapping().description(json -> "")),
                Arguments.of(ZapReason.REQUEST_MALFORMED, new Zapping().description(json -> "thanks for all")),
                Arguments.of(ZapReason.REQUEST_MALFORMED, new Zapping().description(json -> "[" + json + "]")),
                Arguments.of(ZapReason.REQUEST_MALFORMED, new Zapping().description(json -> json + json)),
                Arguments.of(ZapReason.REQUEST_MALFORMED, new Zapping().description(json -> json.replace("id", "di"))),
                Arguments.of(ZapReason.REQUEST_MALFORMED, new Zapping().description(json -> "[".repeat(100_000))),
                Arguments.of(ZapReason.REQUEST_MALFORMED, many(new Zapping())),
                Arguments.of(ZapReason.REQUEST_KIND, new Zapping().kinds(1, 9735)),
                Arguments.of(ZapReason.REQUEST_KIND, new Zapping().kinds(9735, 9735)),
                Arguments.of(ZapReason.REQUEST_RECIPIENT, new Zapping().withoutInRequest("p")),
                Arguments.of(ZapReason.REQUEST_RECIPIENT, new Zapping().without("p")),
                Arguments.of(ZapReason.REQUEST_RECIPIENT, new Zapping().both(Tag.of("p", OTHER))),
                Arguments.of(ZapReason.REQUEST_RECIPIENT, new Zapping().request(p)),
                Arguments.of(
                        ZapReason.REQUEST_RECIPIENT, new Zapping().without("p").both(Tag.of("p", "alice"))),
                Arguments.of(
                        ZapReason.REQUEST_RECIPIENT, new Zapping().without("p").both(Tag.of("p"))),
                Arguments.of(ZapReason.REQUEST_EVENT, new Zapping().both(Tag.of("e", OTHER))),
                Arguments.of(ZapReason.REQUEST_EVENT, new Zapping().without("e").both(Tag.of("e", "note1xyz"))),
                Arguments.of(ZapReason.REQUEST_EVENT, new Zapping().without("e").both(Tag.of("e"))),
                Arguments.of(ZapReason.REQUEST_ADDRESS, new Zapping().both(Tag.of("a", "essay"))),
                Arguments.of(ZapReason.REQUEST_ADDRESS, new Zapping().both(Tag.of("a", "1:" + OTHER + ":essay"))),
                Arguments.of(
                        ZapReason.REQUEST_ADDRESS,
                        new Zapping().both(Tag.of("a", ADDRESS)).both(Tag.of("a", ADDRESS + "s"))),
                Arguments.of(
                        ZapReason.REQUEST_SENDER,
                        new Zapping()
                                .request(Tag.of("P", Zapping.SENDER.publicKey().hex()))
                                .request(
                                        Tag.of("P", Zapping.PROVIDER.publicKey().hex()))),
                Arguments.of(ZapReason.RECIPIENT_DIFFERS, new Zapping().withoutInReceipt("p")),
                Arguments.of(ZapReason.RECIPIENT_DIFFERS, new Zapping().receipt(Tag.of("p", OTHER))),
                Arguments.of(
                        ZapReason.RECIPIENT_DIFFERS,
                        new Zapping().withoutInReceipt("p").receipt(Tag.of("p", OTHER))),
                Arguments.of(ZapReason.EVENT_DIFFERS, new Zapping().withoutInReceipt("e")),
                Arguments.of(ZapReason.EVENT_DIFFERS, new Zapping().withoutInRequest("e")),
                Arguments.of(
                        ZapReason.EVENT_DIFFERS,
                        new Zapping().withoutInReceipt("e").receipt(Tag.of("e", OTHER))),
                Arguments.of(ZapReason.ADDRESS_DIFFERS, new Zapping().receipt(Tag.of("a", ADDRESS))),
                Arguments.of(ZapReason.ADDRESS_DIFFERS, new Zapping().request(Tag.of("a", ADDRESS))),
                Arguments.of(ZapReason.SENDER_DIFFERS, new Zapping().receipt(Tag.of("P", OTHER))),
                Arguments.of(ZapReason.SENDER_DIFFERS, new Zapping().receipt(Tag.of("P"))),
                Arguments.of(ZapReason.SENDER_DIFFERS, new Zapping().request(Tag.of("P", OTHER))),
                Arguments.of(ZapReason.INVOICE_MALFORMED, new Zapping().invoice("")),
                Arguments.of(ZapReason.INVOICE_MALFORMED, new Zapping().invoice("lnbc210n1qqqqqqqq")),
                Arguments.of(ZapReason.INVOICE_MALFORMED, new Zapping().prefix("lnbc1" + "0".repeat(30))),
                Arguments.of(ZapReason.INVOICE_MALFORMED, new Zapping().prefix("lnbc22000000")),
                Arguments.of(ZapReason.INVOICE_MALFORMED, new Zapping().prefix("lnbc0n")),
                Arguments.of(ZapReason.TEST_NETWORK, new Zapping().prefix("lntb210n")),
                Arguments.of(ZapReason.TEST_NETWORK, new Zapping().prefix("lntbs210n")),
                Arguments.of(ZapReason.TEST_NETWORK, new Zapping().prefix("lnbcrt210n")),
                Arguments.of(ZapReason.AMOUNT_MISSING, new Zapping().prefix("lnbc")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, new Zapping().prefix("lnbc210u")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, new Zapping().request(Tag.of("amount", "9"))),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("21000.0")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("21000 ")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("+21000")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("-21000")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("\u0662\u0661000")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("99999999999999999999999")),
                Arguments.of(ZapReason.AMOUNT_DIFFERS, amount("9".repeat(19))),
                Arguments.of(
                        ZapReason.REQUEST_FORGED, new Zapping().description(json -> json.replace("thanks", "forged"))),
                Arguments.of(
                        ZapReason.REQUEST_FORGED,
                        new Zapping().description(json -> json.replaceAll("\"sig\":\"....", "\"sig\":\"0000"))),
                Arguments.of(ZapReason.SENDER_IS_PROVIDER, new Zapping().sender(Zapping.PROVIDER)),
                Arguments.of(ZapReason.SELF_ZAP, new Zapping().sender(Zapping.RECIPIENT)),
                Arguments.of(ZapReason.AMOUNT_UNUSUAL, amount("1000001000").prefix("lnbc10000010n")),
                Arguments.of(ZapReason.BEFORE_INVOICE, new Zapping().paidAt(Invoices.ISSUED - 601)),
                Arguments.of(ZapReason.AFTER_EXPIRY, new Zapping().paidAt(Invoices.ISSUED + 3600 + 601)),
                Arguments.of(
                        ZapReason.INVOICE_UNPAYABLE,
                        new Zapping().invoice(Invoices.bare("lnbc210n", Invoices.ISSUED, new byte[0]))),
                Arguments.of(
                        ZapReason.DESCRIPTION_HASH_MISSING,
                        new Zapping().invoice(Invoices.invoice("lnbc210n", Invoices.description("a zap")))),
                Arguments.of(
                        ZapReason.DESCRIPTION_HASH_DIFFERS,
                        new Zapping().invoice(Invoices.invoice("lnbc210n", Invoices.descriptionHash("a zap")))),
                Arguments.of(ZapReason.PREIMAGE_DIFFERS, preimage(OTHER)),
                Arguments.of(ZapReason.PREIMAGE_DIFFERS, preimage("00".repeat(32))),
                Arguments.of(ZapReason.RELAYS_MISSING, new Zapping().without("relays")),
                Arguments.of(
                        ZapReason.RELAYS_MISSING,
                        new Zapping().without("relays").request(Tag.of("relays"))),
                Arguments.of(ZapReason.LNURL_DIFFERS, new Zapping().request(Tag.of("lnurl", "eve@pay.example"))),
                Arguments.of(ZapReason.LNURL_DIFFERS, new Zapping().request(Tag.of("lnurl", "?"))),
                Arguments.of(ZapReason.PROVIDER_DIFFERS, new Zapping().provider(Fixtures.ALICE)));
    }

    private static Zapping many(Zapping zapping) {
        for (int i = 0; i < 1000; i++) {
            zapping.request(Tag.of("x"));
        }
        return zapping;
    }

    private static Zapping amount(String text) {
        return new Zapping().without("amount").request(Tag.of("amount", text));
    }

    private static Zapping preimage(String text) {
        return new Zapping().without("preimage").receipt(Tag.of("preimage", text));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("defects")
    void everyDefectHasItsReason(ZapReason reason, Zapping zapping) {
        ZapJudgement judgement = ZapJudgement.of(zapping.sign(), KNOWN);

        assertThat(judgement.reason()).isEqualTo(reason);
        assertThat(judgement.receipt().isPresent()).isEqualTo(reason.verdict() != ZapVerdict.INVALID);
    }

    @Test
    void everyReasonIsReached() {
        Set<Object> tested = defects().map(defect -> defect.get()[0]).collect(Collectors.toSet());
        tested.add(ZapReason.NO_DOUBT);
        tested.add(ZapReason.PROVIDER_UNKNOWN);
        assertThat(tested).isEqualTo(EnumSet.allOf(ZapReason.class));
    }

    @Test
    void tagsThatAreMissingAreNamed() {
        Event good = new Zapping().sign();
        assertThat(ZapJudgement.of(without(good, "description"), KNOWN).reason())
                .isEqualTo(ZapReason.DESCRIPTION_TAG);
        assertThat(ZapJudgement.of(without(good, "bolt11"), KNOWN).reason()).isEqualTo(ZapReason.BOLT11_TAG);
    }

    private static Event without(Event event, String name) {
        List<Tag> tags = new ArrayList<>(event.tags());
        tags.removeIf(tag -> tag.name().equals(name));
        return Zapping.PROVIDER.sign(event.createdAt(), event.kind(), tags, event.content());
    }

    @Test
    void ofSeveralReasonsTheGravestCounts() {
        Zapping paper = new Zapping()
                .without("relays")
                .receipt(Tag.of("preimage", OTHER))
                .invoice(Invoices.invoice("lnbc210n", Invoices.description("a zap")));
        assertThat(reason(paper)).isEqualTo(ZapReason.DESCRIPTION_HASH_MISSING);
        assertThat(ZapJudgement.of(paper.sign(), ProviderKnowledge.UNKNOWN).reason())
                .isEqualTo(ZapReason.DESCRIPTION_HASH_MISSING);
        assertThat(reason(paper.paidAt(0))).isEqualTo(ZapReason.BEFORE_INVOICE);
        assertThat(reason(paper.sender(Zapping.RECIPIENT))).isEqualTo(ZapReason.SELF_ZAP);
        assertThat(ZapJudgement.of(paper.sign(), knows()).reason()).isEqualTo(ZapReason.PROVIDER_DIFFERS);
        assertThat(reason(paper.description(json -> json.replace("thanks", "forged"))))
                .isEqualTo(ZapReason.REQUEST_FORGED);
        assertThat(reason(paper.invoice("?"))).isEqualTo(ZapReason.INVOICE_MALFORMED);
        assertThat(reason(paper.request(Tag.of("p", OTHER)))).isEqualTo(ZapReason.REQUEST_RECIPIENT);
    }

    @Test
    void authorityIsWhatIsKnownOfTheService() {
        Event good = new Zapping().sign();

        assertThat(ZapJudgement.of(good, ProviderKnowledge.UNKNOWN).reason()).isEqualTo(ZapReason.PROVIDER_UNKNOWN);
        assertThat(ZapJudgement.of(good, ProviderKnowledge.UNKNOWN).verdict()).isEqualTo(ZapVerdict.PLAUSIBLE);
        assertThat(ZapJudgement.of(good, knows()).verdict()).isEqualTo(ZapVerdict.SUSPICIOUS);
        assertThat(ZapJudgement.of(good, knows(Bytes.fromHex(OTHER))).verdict()).isEqualTo(ZapVerdict.SUSPICIOUS);
        assertThat(ZapJudgement.of(good, knows(Bytes.fromHex(OTHER), Zapping.PROVIDER.publicKey()))
                        .verdict())
                .isEqualTo(ZapVerdict.VERIFIED);
    }

    @Test
    void aServiceIsKnownByItsAnswer() {
        Bytes key = Zapping.PROVIDER.publicKey();
        LnurlPay zaps = new LnurlPay(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.of(key));
        LnurlPay none = new LnurlPay(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

        assertThat(ProviderKnowledge.of(LNURL, zaps)).isEqualTo(knows(key));
        assertThat(ProviderKnowledge.of(LNURL, none)).isEqualTo(knows());
    }

    @Test
    void aJudgementCanBeMadeAgainWhenMoreIsKnown() {
        ZapReceipt receipt = ZapJudgement.of(new Zapping().sign(), ProviderKnowledge.UNKNOWN)
                .receipt()
                .orElseThrow();

        assertThat(receipt.judge(ProviderKnowledge.UNKNOWN)).isEqualTo(ZapReason.PROVIDER_UNKNOWN);
        assertThat(receipt.judge(KNOWN)).isEqualTo(ZapReason.NO_DOUBT);
        assertThat(receipt.judge(knows())).isEqualTo(ZapReason.PROVIDER_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bob@pay.example", "Bob@Pay.Example", "https://pay.example/.well-known/lnurlp/bob", "bech32"})
    void theLnurlOfTheRequestIsTheRecipients(String text) {
        String lnurl = text.equals("bech32")
                ? Bech32.encode("lnurl", Bech32.regroup(LNURL.toString().getBytes(), 8, 5, true))
                : text;

        assertThat(reason(new Zapping().request(Tag.of("lnurl", lnurl)))).isEqualTo(ZapReason.NO_DOUBT);
        ProviderKnowledge keyOnly = new ProviderKnowledge(KNOWN.keys(), Optional.empty());
        assertThat(ZapJudgement.of(new Zapping().request(Tag.of("lnurl", "?")).sign(), keyOnly)
                        .reason())
                .isEqualTo(ZapReason.NO_DOUBT);
    }

    @ParameterizedTest
    @CsvSource({"-600, NO_DOUBT", "-601, BEFORE_INVOICE", "4200, NO_DOUBT", "4201, AFTER_EXPIRY"})
    void clocksMayBeTenMinutesApart(long afterIssue, ZapReason reason) {
        assertThat(reason(new Zapping().paidAt(Invoices.ISSUED + afterIssue))).isEqualTo(reason);
    }

    @Test
    void theFarFutureIsAfterExpiry() {
        assertThat(reason(new Zapping().paidAt(Long.MAX_VALUE))).isEqualTo(ZapReason.AFTER_EXPIRY);
        assertThat(reason(new Zapping().paidAt(0))).isEqualTo(ZapReason.BEFORE_INVOICE);
    }

    @ParameterizedTest
    @CsvSource({"lnbc10m, 1000000000, NO_DOUBT", "lnbc10000000010p, 1000000001, AMOUNT_UNUSUAL", "lnbc10p, 1, NO_DOUBT"
    })
    void moreThanAMillionSatoshiIsUnusual(String prefix, String msat, ZapReason reason) {
        assertThat(reason(amount(msat).prefix(prefix))).isEqualTo(reason);
    }

    @Test
    void amountsAreComparedAsNumbers() {
        assertThat(reason(amount("0021000"))).isEqualTo(ZapReason.NO_DOUBT);
        assertThat(reason(new Zapping().without("amount").prefix("lnbc5u"))).isEqualTo(ZapReason.NO_DOUBT);
        assertThat(receipt(new Zapping().without("amount").prefix("lnbc5u")).amountMsat())
                .isEqualTo(500_000);
    }

    /** A number that a service keeps between two of its own accounts; an empty tag. */
    @ParameterizedTest
    @ValueSource(strings = {"", "4ddf6c9c-da0e-489c-b4a5-e39424032469", "AB", "preimage"})
    void whatIsNoPreimageSaysNothing(String text) {
        assertThat(reason(preimage(text))).isEqualTo(ZapReason.NO_DOUBT);
    }

    /** Appendix D says the provider, appendix E the sender. */
    @Test
    void theSenderTagIsEitherOfTheSigners() {
        for (SecretKey signer : List.of(Zapping.SENDER, Zapping.PROVIDER)) {
            Tag tag = Tag.of("P", signer.publicKey().hex());
            Zapping zapping = new Zapping().without("P").both(tag);
            assertThat(reason(zapping)).isEqualTo(ZapReason.NO_DOUBT);
            assertThat(receipt(zapping).sender()).isEqualTo(Zapping.SENDER.publicKey());
        }
        assertThat(reason(new Zapping().without("P"))).isEqualTo(ZapReason.NO_DOUBT);
    }

    @Test
    void thePersonAnEventOrAnAddressIsZapped() {
        ZapReceipt person = receipt(new Zapping().without("e"));
        assertThat(person.target()).isEmpty();
        assertThat(person.targetAddress()).isEmpty();

        ZapReceipt address = receipt(new Zapping().without("e").both(Tag.of("a", ADDRESS, "wss://relay.example/")));
        assertThat(address.target()).isEmpty();
        assertThat(address.targetAddress()).isEqualTo(Address.parse(ADDRESS)).isPresent();

        ZapReceipt version = receipt(new Zapping().both(Tag.of("a", ADDRESS)));
        assertThat(version.target()).contains(Zapping.NOTE);
        assertThat(version.targetAddress()).isEqualTo(Address.parse(ADDRESS));
    }

    @Test
    void theSenderMayBeHidden() {
        assertThat(receipt(new Zapping().request(Tag.of("anon"))).privacy()).isEqualTo(ZapReceipt.Privacy.ANONYMOUS);
        assertThat(receipt(new Zapping().request(Tag.of("anon", ""))).privacy())
                .isEqualTo(ZapReceipt.Privacy.ANONYMOUS);
        assertThat(receipt(new Zapping().request(Tag.of("anon", "pzap1abc_iv1def")))
                        .privacy())
                .isEqualTo(ZapReceipt.Privacy.PRIVATE);
        assertThat(receipt(new Zapping().receipt(Tag.of("anon"))).privacy()).isEqualTo(ZapReceipt.Privacy.PUBLIC);
        assertThat(reason(new Zapping().request(Tag.of("anon")))).isEqualTo(ZapReason.NO_DOUBT);
    }

    @Test
    void theDescriptionIsHashedAsItStands() {
        Zapping spaced = new Zapping().description(json -> " " + json.replace("\",\"", "\", \""));
        assertThat(reason(spaced)).isEqualTo(ZapReason.NO_DOUBT);
        spaced.invoice = text -> Invoices.invoice("lnbc210n", Invoices.descriptionHash(text.strip()));
        assertThat(reason(spaced)).isEqualTo(ZapReason.DESCRIPTION_HASH_DIFFERS);
    }

    @Test
    void codesNeverChange() {
        assertThat(Arrays.stream(ZapReason.values())
                        .map(reason -> reason.verdict().code() + " " + reason.code()))
                .containsExactly(
                        "invalid not-a-receipt",
                        "invalid description-tag",
                        "invalid bolt11-tag",
                        "invalid request-malformed",
                        "invalid request-kind",
                        "invalid request-recipient",
                        "invalid request-event",
                        "invalid request-address",
                        "invalid request-sender",
                        "invalid recipient-differs",
                        "invalid event-differs",
                        "invalid address-differs",
                        "invalid sender-differs",
                        "invalid invoice-malformed",
                        "invalid test-network",
                        "invalid amount-missing",
                        "invalid amount-differs",
                        "invalid request-forged",
                        "suspicious provider-differs",
                        "suspicious sender-is-provider",
                        "suspicious self-zap",
                        "suspicious amount-unusual",
                        "suspicious before-invoice",
                        "suspicious after-expiry",
                        "plausible invoice-unpayable",
                        "plausible description-hash-missing",
                        "plausible description-hash-differs",
                        "plausible preimage-differs",
                        "plausible relays-missing",
                        "plausible lnurl-differs",
                        "plausible provider-unknown",
                        "verified no-doubt");
        assertThat(Arrays.stream(ZapReason.values()).map(ZapReason::description))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.endsWith("."));
    }

    /** The example of NIP-57 is a self-zap; the second one's sender is private. */
    @Test
    void realReceiptsAreJudged() throws Exception {
        Map<String, ZapReason> reasons = new HashMap<>();
        Set<ZapReceipt.Privacy> privacies = new HashSet<>();
        for (String line : SampleFiles.lines("real-events.jsonl")) {
            if (line.contains("\"bolt11\"")) {
                Event event = EventJson.parse(line, Fixtures.MAX_TAGS);
                EventVerifier.verify(event);
                ZapJudgement judgement = ZapJudgement.of(event, ProviderKnowledge.UNKNOWN);
                reasons.put(event.id().hex().substring(0, 8), judgement.reason());
                ZapReceipt receipt = judgement.receipt().orElseThrow();
                privacies.add(receipt.privacy());
                assertThat(receipt.judge(knows(event.pubkey())))
                        .isEqualTo(judgement.reason() == ZapReason.SELF_ZAP ? ZapReason.SELF_ZAP : ZapReason.NO_DOUBT);
            }
        }
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "67b48a14", ZapReason.SELF_ZAP,
                        "9e722b2b", ZapReason.PROVIDER_UNKNOWN,
                        "73f3940d", ZapReason.PROVIDER_UNKNOWN));
        assertThat(privacies).containsExactlyInAnyOrder(ZapReceipt.Privacy.PUBLIC, ZapReceipt.Privacy.PRIVATE);
    }
}
