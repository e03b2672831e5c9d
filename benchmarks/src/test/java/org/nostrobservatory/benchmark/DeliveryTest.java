package org.nostrobservatory.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    @Test
    void eachEventIsSeenOnItsFirstRelayAndOn3Point7Others() {
        int events = 1000;
        long sightings = 0;
        for (int event = 0; event < events; event++) {
            Set<Integer> relays = new HashSet<>();
            int sent = 0;
            for (int copy = 0; copy < Delivery.RELAYS; copy++) {
                for (int relay = 0; relay < Delivery.RELAYS; relay++) {
                    if (Delivery.sends(relay, event, copy)) {
                        relays.add(relay);
                        sent++;
                    }
                }
            }
            assertThat(relays).hasSize(sent);
            sightings += sent;
        }
        assertThat(sightings).isEqualTo(4_700).isEqualTo(events + Delivery.copies(0, events));
    }
}
