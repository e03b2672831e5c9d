package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class Bolt11PropertyTest {

    private static String invoice(String prefix) {
        return Invoices.invoice(prefix, Invoices.description("tea"));
    }

    /** A new checksum does not help: no change keeps the signature. */
    @Property(tries = 300)
    void whatIsSignedCannotBeChanged(
            @ForAll @IntRange(max = 250) int place, @ForAll @IntRange(min = 1, max = 31) int by) {
        String right = invoice("lnbc1u");
        byte[] groups = Bech32.decode(right).groups();
        int changed = place % (groups.length - 104);
        groups[changed] ^= (byte) by;

        assertThat(parsed(Bech32.encode("lnbc1u", groups)).flatMap(Bolt11::payee))
                .isNotEqualTo(Optional.of(Invoices.NODE));
    }

    @Property(tries = 300)
    void noTextIsTooOddToBeAnswered(@ForAll byte[] groups, @ForAll String text) {
        for (int i = 0; i < groups.length; i++) {
            groups[i] &= 31;
        }
        byte[] longEnough = Arrays.copyOf(groups, groups.length + 111);
        for (String odd : List.of(text, Bech32.encode("lnbc1u", groups), Bech32.encode("lnbc1u", longEnough))) {
            assertThat(parsed(odd).flatMap(Bolt11::payee)).isNotEqualTo(Optional.of(Invoices.NODE));
        }
    }

    @Property
    void amountsAreExact(@ForAll @LongRange(min = 1, max = 2_100_000_000_000_000_000L) long msat) {
        BigDecimal bitcoin = BigDecimal.valueOf(msat).movePointLeft(11);
        Map<String, Integer> places = Map.of("", 0, "m", 3, "u", 6, "n", 9, "p", 12);
        places.forEach((multiplier, digits) -> {
            BigDecimal amount = bitcoin.movePointRight(digits).stripTrailingZeros();
            if (amount.scale() <= 0 && amount.precision() - amount.scale() <= 20) {
                assertThat(Bolt11.parse(invoice("lnbc" + amount.toPlainString() + multiplier))
                                .amountMsat())
                        .hasValue(msat);
            }
        });
    }

    /** None where it is refused as it should be; any other exception fails the test. */
    private static Optional<Bolt11> parsed(String text) {
        try {
            return Optional.of(Bolt11.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
