package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LnurlPayTest {

    private static final String KEY = Fixtures.ALICE.publicKey().hex();
    private static final LnurlPay NOTHING =
            new LnurlPay(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    /** A document with the tag and these members, single quotes for double ones. */
    private static Optional<LnurlPay> parse(String members) {
        return LnurlPay.parse("{'tag':'payRequest'%s}".formatted(members).replace('\'', '"'));
    }

    @Test
    void readsWhatServicesAnswer() {
        assertThat(parse("""
                        ,'callback':'https://pay.example.com/lnurlp/alice/callback?x=1','maxSendable':100000000000,
                        'minSendable':1000,'metadata':'[[\\'text/plain\\', \\'Pay to Alice\\']]','commentAllowed':255,
                        'allowsNostr':true,'nostrPubkey':'%s','payerData':{'tag':'x','nostrPubkey':[{'tag':1}]}""".formatted(KEY)))
                .contains(new LnurlPay(
                        Optional.of(URI.create("https://pay.example.com/lnurlp/alice/callback?x=1")),
                        OptionalLong.of(1000),
                        OptionalLong.of(100_000_000_000L),
                        Optional.of(Fixtures.ALICE.publicKey())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'allowsNostr':true",
                ",'nostrPubkey':'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'",
                ",'allowsNostr':false,'nostrPubkey':'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'",
                ",'allowsNostr':'true','nostrPubkey':'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'",
                ",'allowsNostr':true,'allowsNostr':1,"
                        + "'nostrPubkey':'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'",
                ",'allowsNostr':true,'nostrPubkey':'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f8179'",
                ",'allowsNostr':true,'nostrPubkey':'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f8179g'",
                ",'allowsNostr':true,'nostrPubkey':'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'",
                ",'allowsNostr':true,'nostrPubkey':'0000000000000000000000000000000000000000000000000000000000000000'",
                ",'allowsNostr':true,'nostrPubkey':null",
                ",'allowsNostr':true,'nostrPubkey':['79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798']",
                ",'callback':'http://pay.example.com/'",
                ",'callback':'https://10.0.0.1/'",
                ",'callback':'javascript:alert(1)'",
                ",'callback':{}",
                ",'minSendable':0,'maxSendable':-5",
                ",'minSendable':'1000','maxSendable':1e3",
                ",'minSendable':99999999999999999999",
                ",'minSendable':2,'maxSendable':1",
                ",'status':'OK'"
            })
    void whatMakesNoSenseIsLeftOut(String members) {
        assertThat(parse(members)).contains(NOTHING);
    }

    @Test
    void hexMayBeInUpperCase() {
        assertThat(parse(",'allowsNostr':true,'nostrPubkey':'" + KEY.toUpperCase() + "'")
                        .flatMap(LnurlPay::nostrPubkey))
                .contains(Fixtures.ALICE.publicKey());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9223372036854775807", "9223372036854775807, 9223372036854775807"})
    void theRangeMayBeOneAmount(long min, long max) {
        LnurlPay pay =
                parse(",'minSendable':%d,'maxSendable':%d".formatted(min, max)).orElseThrow();
        assertThat(pay.minSendableMsat()).hasValue(min);
        assertThat(pay.maxSendableMsat()).hasValue(max);
    }

    @Test
    void ofAMemberThatStandsTwiceTheLastCounts() {
        assertThat(parse(",'minSendable':1,'minSendable':2").orElseThrow().minSendableMsat())
                .hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"payRequest\"",
                "<html>",
                "{",
                "{}",
                "{\"tag\":\"withdrawRequest\"}",
                "{\"tag\":[\"payRequest\"]}",
                "{\"tag\":\"payRequest\",\"status\":\"ERROR\",\"reason\":\"no such user\"}",
                "{\"tag\":\"payRequest\"",
                "{\"tag\":\"payRequest\"} x",
                "{\"tag\":\"payRequest\"}{}"
            })
    void whatIsNoAnswerToAPayerIsNone(String document) {
        assertThat(LnurlPay.parse(document)).isEmpty();
    }

    @Test
    void readsThePictureButNothingEndless() {
        assertThat(parse(",'metadata':'" + "x".repeat(300_000) + "'")).contains(NOTHING);
        assertThat(parse(",'metadata':'" + "x".repeat(600_000) + "'")).isEmpty();
        assertThat(parse(",'x':" + "[".repeat(100_000))).isEmpty();
        assertThat(parse(",'x':" + "[".repeat(1000) + "]".repeat(1000))).isEmpty();
    }
}
