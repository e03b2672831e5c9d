package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class RejectedEventsTest {

    private static final int MOST = 10;

    private final Database database = TestDatabase.migrated();
    private final RejectedEvents rejectedEvents = new RejectedEvents(
            database,
            new Settings(setting -> setting == Setting.MAX_REJECTED ? Optional.of("" + MOST) : Optional.empty()));

    @BeforeEach
    void relays() {
        database.update("""
                insert into relay (url, network, role)
                values ('wss://one.example/', 'clearnet', 'configured'), ('wss://two.example/', 'clearnet', 'configured')""");
    }

    @Test
    void aRelayThatSendsGarbageFillsItsOwnRoomOnly() {
        rejectedEvents.add(garbage(1, 0, 7));
        assertThat(kept(1)).isEqualTo(7);

        rejectedEvents.add(garbage(1, 100, 2_000));
        rejectedEvents.add(garbage(1, 5_000, 2_000));
        List<CheckedFrames.Rejected> both = new ArrayList<>(garbage(1, 9_000, 3));
        both.addAll(garbage(2, 9_000, 3));
        rejectedEvents.add(both);

        assertThat(kept(1)).isEqualTo(MOST);
        assertThat(kept(2)).isEqualTo(3);
    }

    @Test
    void theSameFrameTakesOnePlaceHoweverOftenItComes() {
        for (int i = 0; i < 5; i++) {
            rejectedEvents.add(garbage(1, 0, 1));
            rejectedEvents.add(List.of(garbage(1, 0, 1).get(0), garbage(1, 0, 1).get(0)));
        }

        assertThat(kept(1)).isEqualTo(1);
        assertThat(number("select times from rejected_event")).isEqualTo(15);
    }

    @Test
    void whenSomeAreCleanedAwayOthersAreKeptAgain() {
        rejectedEvents.add(garbage(1, 0, 50));
        database.update("delete from rejected_event where id in (select id from rejected_event limit 4)");
        rejectedEvents.add(garbage(1, 100, 50));

        assertThat(kept(1)).isEqualTo(MOST);
    }

    private long kept(int relayId) {
        return number("select count(*) from rejected_event where relay_id = " + relayId);
    }

    private long number(String sql) {
        return database.find(sql, row -> row.getLong(1)).orElseThrow();
    }

    private static List<CheckedFrames.Rejected> garbage(int relayId, int first, int count) {
        List<CheckedFrames.Rejected> frames = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            ReceivedFrame frame = ReceivedFrame.of(relayId, Instant.EPOCH, Asked.ANYTHING, "garbage " + i, 1 << 20);
            frames.add(new CheckedFrames.Rejected(frame, RejectionReason.MALFORMED_JSON, "no JSON", null));
        }
        return frames;
    }
}
