package org.nostrobservatory.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindNameTest {

    @ParameterizedTest
    @CsvSource({
        "1, Note (1)",
        "5300, Job request (5300)",
        "6300, Job result (6300)",
        "7000, Job feedback (7000)",
        "4711, Kind 4711"
    })
    void callsKindsByNameAndNumber(int kind, String name) {
        assertThat(KindName.of(kind)).isEqualTo(name);
    }
}
