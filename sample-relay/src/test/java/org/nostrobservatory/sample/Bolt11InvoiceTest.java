package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.protocol.Bolt11;
import org.nostrobservatory.protocol.Bytes;

class Bolt11InvoiceTest {

    private static final byte[] NODE_KEY =
            HexFormat.of().parseHex("e126f68f7eafcc8b74f54d269fe206be715000f94dac067d1c04a8ca3b2db734");
    private static final Bytes PAYMENT_HASH =
            Bytes.fromHex("0001020304050607080900010203040506070809000102030405060708090102");
    private static final Bytes PAYMENT_SECRET = Bytes.fromHex("11".repeat(32));
    private static final String DESCRIPTION = "One piece of chocolate cake, one icecream cone, one pickle, one slice of"
            + " swiss cheese, one slice of salami, one lollypop, one piece of cherry pie, one sausage, one cupcake, and"
            + " one slice of watermelon";

    private static Bolt11Invoice invoice(long amountMsat) {
        return new Bolt11Invoice(amountMsat, 1_496_314_658, PAYMENT_HASH, PAYMENT_SECRET, Sha256.of(DESCRIPTION));
    }

    /** "Now send $24 for an entire list of things (hashed)" of the BOLT's examples. */
    @Test
    void theExampleOfTheSpecificationIsWrittenToTheLetter() {
        assertThat(invoice(2_000_000_000L).encode(NODE_KEY))
                .isEqualTo("lnbc20m1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs"
                        + "pp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypq"
                        + "hp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqs9qrsgq"
                        + "7ea976txfraylvgzuxs8kgcw23ezlrszfnh8r6qtfpr6cxga50aj6txm9rxrydzd06dfeawfk6swupvz4erwnyutn"
                        + "jq7x39ymw6j38gp7ynn44");
    }

    @ParameterizedTest
    @CsvSource({
        "1, lnbc10p",
        "21000, lnbc210n",
        "1000, lnbc10n",
        "100000, lnbc1u",
        "123456, lnbc1234560p",
        "100000000000, lnbc1000m"
    })
    void amountsAreWrittenAsShortAsTheyCanBe(long msat, String prefix) {
        String invoice = invoice(msat).encode(NODE_KEY);
        assertThat(invoice).startsWith(prefix + "1");
        assertThat(Bolt11.parse(invoice).amountMsat()).hasValue(msat);
    }
}
