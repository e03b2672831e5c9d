package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "007, 7",
        "65535, 65535",
        "65536, -1",
        "99999, -1",
        "100000, -1",
        "-1, -1",
        "x, -1",
        "'', -1",
        "١, -1"
    })
    void readsWhatIsAKind(String text, int kind) {
        assertThat(Kinds.parse(text).orElse(-1)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "0, REPLACEABLE",
        "1, REGULAR",
        "2, REGULAR",
        "3, REPLACEABLE",
        "4, REGULAR",
        "44, REGULAR",
        "45, REGULAR",
        "999, REGULAR",
        "1000, REGULAR",
        "9999, REGULAR",
        "10000, REPLACEABLE",
        "19999, REPLACEABLE",
        "20000, EPHEMERAL",
        "29999, EPHEMERAL",
        "30000, ADDRESSABLE",
        "39999, ADDRESSABLE",
        "40000, REGULAR",
        "65535, REGULAR"
    })
    void sortsAsNip01Does(int kind, Kinds.Class expected) {
        assertThat(Kinds.classOf(kind)).isEqualTo(expected);
    }
}
