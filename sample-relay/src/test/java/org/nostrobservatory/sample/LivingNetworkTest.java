package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.Kinds;

class LivingNetworkTest {

    private static LivingNetwork network() {
        return new LivingNetwork(new SampleNetwork(1, Clock.systemUTC()), Duration.ofHours(6), 1_000, 50);
    }

    private static Set<Bytes> storedIds(SampleRelay relay) {
        try (TestClient client = new TestClient(relay)) {
            Set<Bytes> ids = new HashSet<>();
            client.subscribe("s", Filter.ALL).stored("s").forEach(event -> ids.add(event.id()));
            return ids;
        }
    }

    @Test
    void theHistoryIsStoredAndLifeGoesOn() throws IOException {
        try (LivingNetwork network = network();
                SampleRelay relay = SampleRelay.named("one").network(network).start();
                TestClient client = new TestClient(relay)) {
            List<Event> stored = client.subscribe("s", Filter.ALL).stored("s");
            assertThat(stored)
                    .containsExactlyInAnyOrderElementsOf(network.history().stream()
                            .filter(event -> Kinds.classOf(event.kind()) != Kinds.Class.EPHEMERAL)
                            .toList());
            network.start();
            for (int i = 0; i < 10; i++) {
                assertThat(stored).doesNotContain(client.event("s"));
            }
        }
    }

    @Test
    void aRelayMayHaveANetworkToItself() throws IOException {
        try (SampleRelay relay = SampleRelay.named("own")
                        .network(new SampleNetwork(1, Clock.systemUTC()))
                        .start();
                TestClient client = new TestClient(relay)) {
            assertThat(client.subscribe("s", Filter.ALL).stored("s")).hasSizeGreaterThan(5_900);
            assertThat(client.event("s")).isNotNull();
        }
    }

    @Test
    void sharesOverlapAndAreAlwaysTheSame() throws IOException {
        try (LivingNetwork network = network();
                SampleRelay a =
                        SampleRelay.named("a").network(network).share(.6).start();
                SampleRelay b =
                        SampleRelay.named("b").network(network).share(.6).start();
                SampleRelay again =
                        SampleRelay.named("a").network(network).share(.6).start()) {
            Set<Bytes> ofA = storedIds(a);
            Set<Bytes> both = new HashSet<>(storedIds(b));
            assertThat(ofA).hasSizeBetween(520, 680).isEqualTo(storedIds(again)).isNotEqualTo(both);
            both.retainAll(ofA);
            assertThat(both).hasSizeBetween(280, 440);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (SampleRelay relay = SampleRelay.named("first").start()) {
            assertThatThrownBy(
                            () -> SampleRelay.named("second").port(relay.port()).start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(relay.port()));
        }
    }
}
