package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

    @Test
    void isAHostAndAPort() {
        assertThat(BrokerAddress.parse("tcp://broker.example.org:61616"))
                .isEqualTo(new BrokerAddress("broker.example.org", 61_616));
        assertThat(BrokerAddress.parse(" tcp://[::1]:5/ ")).isEqualTo(new BrokerAddress("[::1]", 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"broker:61616", "tcp://broker", "amqp://broker:5672", "tcp://a:1,tcp://b:2", "tcp://a:1?x=y"})
    void anythingElseIsRefused(String url) {
        assertThatThrownBy(() -> BrokerAddress.parse(url))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("OBSERVATORY_BROKER_URL is \"" + url + "\"");
    }
}
