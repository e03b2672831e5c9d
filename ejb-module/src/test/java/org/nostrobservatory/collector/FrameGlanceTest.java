package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.RelayMessage;
import org.nostrobservatory.protocol.Tag;

class FrameGlanceTest {

    @Test
    void anEventThatSpeaksOfFramesDeceivesNobody() {
        Event event = ALICE.sign(
                1_700_000_000, 1, List.of(Tag.of("created_at", "1"), Tag.of("\"created_at\":2")), "\"created_at\":3");
        FrameGlance glance = FrameGlance.at(new RelayMessage.EventFrame("of ours", event).toJson());

        assertThat(glance.subscription()).isEqualTo("of ours");
        assertThat(glance.createdAt()).hasValue(1_700_000_000);
    }

    @Test
    void spacesDoNotMatter() {
        FrameGlance glance = FrameGlance.at(" [ \"EVENT\" ,\n\"s\" , { \"created_at\" : 5 } ]");

        assertThat(glance.subscription()).isEqualTo("s");
        assertThat(glance.createdAt()).hasValue(5);
    }

    @Test
    void whereNothingIsToBeSeenNothingIsSeen() {
        for (String frame : List.of(
                "",
                "garbage",
                "[\"EVENT\"",
                "[\"EVENT\",{\"created_at\":-5}]",
                "[\"EVENT\",\"\",{\"created_at\":\"5\"}]",
                "[\"NOTICE\",\"s\",{\"created_at\"")) {
            assertThat(FrameGlance.at(frame).subscription()).isEmpty();
            assertThat(FrameGlance.at(frame).createdAt()).isEmpty();
        }
    }
}
