package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayInformationTest {

    @Test
    void theLimitsForAReader() {
        assertThat(RelayInformation.parse("""
                        {"name": "a relay", "supported_nips": [1, "11", {"limitation": 5}],
                         "limitation": {"max_message_length": 16384, "max_subscriptions": 20, "max_limit": 500,
                                        "auth_required": false, "other": {"max_limit": 7}},
                         "fees": {"max_limit": [8]}}"""))
                .contains(new RelayInformation(OptionalInt.of(16_384), OptionalInt.of(20), OptionalInt.of(500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"limitation\": null}",
                "{\"limitation\": [\"max_limit\", 5]}",
                "{\"limitation\": {\"max_limit\": \"500\", \"max_subscriptions\": 0, \"max_message_length\": -1}}",
                "{\"limitation\": {\"max_limit\": 1e3, \"max_subscriptions\": [20], \"max_message_length\": {}}}",
                "{\"limitation\": {\"max_limit\": 99999999999999999999}}"
            })
    void whatMakesNoSenseIsNoLimit(String document) {
        assertThat(RelayInformation.parse(document)).contains(RelayInformation.UNKNOWN);
    }

    @Test
    void anAbsurdLimitIsTheLargest() {
        assertThat(RelayInformation.parse("{\"limitation\": {\"max_limit\": 9999999999}}")
                        .orElseThrow()
                        .maxLimit())
                .hasValue(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "<html>", "{", "{\"limitation\": {\"max_limit\": 5}"})
    void whatIsNoDocumentIsNone(String text) {
        assertThat(RelayInformation.parse(text)).isEmpty();
    }
}
