package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @Test
    void ordersAsHexDoes() {
        List<String> sorted = List.of("", "00", "0000", "01", "7f", "7fff", "80", "ff", "ff00");

        assertThat(sorted.stream()
                        .sorted(java.util.Comparator.reverseOrder())
                        .map(Bytes::fromHex)
                        .sorted())
                .extracting(Bytes::hex)
                .isEqualTo(sorted);
    }

    @Test
    void equalsByValue() {
        assertThat(Bytes.fromHex("00ff"))
                .isEqualTo(Bytes.of(new byte[] {0, -1}))
                .hasSameHashCodeAs(Bytes.of(new byte[] {0, -1}))
                .isNotEqualTo(Bytes.fromHex("00"))
                .isNotEqualTo("00ff")
                .hasToString("00ff");
    }

    @Test
    void nobodyChangesThem() {
        byte[] given = {1, 2};
        Bytes bytes = Bytes.of(given);
        given[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes).isEqualTo(Bytes.fromHex("0102"));
        assertThat(bytes.length()).isEqualTo(2);
    }

    @Test
    void readsWhatItWrites() {
        Stream.of("", "00", "0123456789abcdef")
                .forEach(hex -> assertThat(Bytes.fromHex(hex).hex()).isEqualTo(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "AB", "0g", " 0", "0x", "٠٠", "００", "000"})
    void refusesWhatIsNotLowerCaseHex(String text) {
        assertThatThrownBy(() -> Bytes.fromHex(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
