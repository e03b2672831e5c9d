package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2678399, 0",
        "2678400, 1",
        "1767225600, 672",
        "253402300799, 96359",
        "253402300800, 96359",
        "1000000000000000000, 96359",
        "9223372036854775807, 96359"
    })
    void carriesTheMonth(long createdAt, long month) {
        assertThat(EventNumber.monthBase(createdAt) >> 40).isEqualTo(month);
        assertThat(EventNumber.monthBase(createdAt) & ((1L << 40) - 1)).isZero();
    }
}
