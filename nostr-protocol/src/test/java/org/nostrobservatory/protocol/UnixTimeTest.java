package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnixTimeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1780000000, 2026-05-28T20:26:40Z",
        "253402300799, 9999-12-31T23:59:59Z",
        "253402300800, 9999-12-31T23:59:59Z",
        "9223372036854775807, 9999-12-31T23:59:59Z"
    })
    void everyTimeThatAnEventCanClaimIsAnInstant(long seconds, String instant) {
        assertThat(UnixTime.instant(seconds)).hasToString(instant);
    }
}
