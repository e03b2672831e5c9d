package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final String KEY = "ab".repeat(32);

    @Test
    void theFirstIdentifierCountsAndNoneIsTheEmptyOne() {
        assertThat(Address.of(event(30_023, Tag.of("d", "first"), Tag.of("d", "second"))))
                .get()
                .extracting(Address::identifier)
                .isEqualTo("first");
        assertThat(Address.of(event(30_023)))
                .get()
                .extracting(Address::identifier)
                .isEqualTo("");
        assertThat(Address.of(event(30_023, Tag.of("d"))))
                .get()
                .extracting(Address::identifier)
                .isEqualTo("");
    }

    @Test
    void replaceableKindsHaveOneAddressAnAuthorWhateverTheirTags() {
        assertThat(Address.of(event(10_002, Tag.of("d", "x")))).isEqualTo(Address.of(event(10_002)));
        assertThat(Address.of(event(1))).isEmpty();
        assertThat(Address.of(event(20_000))).isEmpty();
    }

    @Test
    void readsWhatAnATagHolds() {
        assertThat(Address.parse("30023:" + KEY + ":a:b\nc"))
                .contains(new Address(30_023, Bytes.fromHex(KEY), "a:b\nc"));
        assertThat(Address.parse("0:" + KEY + ":")).contains(new Address(0, Bytes.fromHex(KEY), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30023",
                "30023:KEY",
                "1:KEY:",
                "20001:KEY:x",
                "0:KEY:x",
                "99999:KEY:x",
                "030023:KEY:x",
                "-1:KEY:x",
                "30023:ABAB:x",
                "40000:KEY:"
            })
    void whatCanBeNoAddressIsNone(String text) {
        assertThat(Address.parse(text.replace("KEY", KEY))).isEmpty();
    }

    @Test
    void theHashOfTheEmptyIdentifierIsEmpty() {
        assertThat(new Address(0, Bytes.fromHex(KEY), "").identifierHash().length())
                .isZero();
        assertThat(new Address(30_023, Bytes.fromHex(KEY), "a").identifierHash().hex())
                .startsWith("ca978112ca1bbdca");
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 999, false",
        "1000, 1000, true",
        "0, 5, true",
        "1e3, 5000, false",
        "-1, 5, false",
        "'', 5, false",
        "99999999999999999999, 5, false",
        "soon, 5, false"
    })
    void anEventExpiresAtItsSecond(String expiration, long now, boolean expired) {
        assertThat(event(1, Tag.of("expiration", expiration)).isExpired(now)).isEqualTo(expired);
    }

    @Test
    void theLoneHyphenProtects() {
        assertThat(event(1, Tag.of("-")).isProtected()).isTrue();
        assertThat(event(1, Tag.of("t", "-")).isProtected()).isFalse();
        assertThat(event(1).expiresAt()).isEmpty();
    }

    private static Event event(int kind, Tag... tags) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 1);
        return SecretKey.of(secret).sign(1, kind, List.of(tags), "");
    }
}
