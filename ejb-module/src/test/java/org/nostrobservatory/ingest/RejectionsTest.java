package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class RejectionsTest {

    private static final String TWO = "wss://two.example/";

    private final Database database = TestDatabase.migrated();
    private final RejectedEvents written = new RejectedEvents(database, new Settings(setting -> Optional.empty()));
    private final Rejections rejections = new Rejections(database);

    @BeforeEach
    void garbage() {
        database.update("""
                insert into relay (url, network, role)
                values ('wss://one.example/', 'clearnet', 'configured'), ('wss://two.example/', 'clearnet', 'added')""");
        written.add(List.of(
                rejected(1, 10, "old", RejectionReason.BAD_SIG),
                rejected(1, 30, "new", RejectionReason.BAD_KIND),
                rejected(2, 20, "é".repeat(2_000), RejectionReason.BAD_SIG)));
    }

    @Test
    void whatCameLastIsShownFirst() {
        assertThat(rejections.list(null, null, 10))
                .extracting(Rejections.Example::lastReceivedAt)
                .containsExactly(at(30), at(20), at(10));
        assertThat(rejections.list(null, null, 1))
                .extracting(Rejections.Example::raw)
                .containsExactly("new");
    }

    @Test
    void reasonAndRelayCanBeChosen() {
        assertThat(rejections.list("bad-sig", null, 10)).hasSize(2);
        assertThat(rejections.list(null, TWO, 10)).hasSize(1);
        assertThat(rejections.list("bad-sig", TWO, 10)).singleElement().satisfies(example -> {
            assertThat(example.relay()).isEqualTo(TWO);
            assertThat(example.times()).isEqualTo(1);
            assertThat(example.detail()).isEqualTo("because");
        });
        assertThat(rejections.list("bad-kind", TWO, 10)).isEmpty();
    }

    @Test
    void aListHoldsTheBeginningAndOneExampleAll() {
        Rejections.Example listed = rejections.list(null, TWO, 10).get(0);
        assertThat(listed.raw()).isEqualTo("é".repeat(500));
        assertThat(listed.length()).isEqualTo(4_000);
        assertThat(rejections.find(listed.id()).orElseThrow().raw()).isEqualTo("é".repeat(2_000));
        assertThat(rejections.find(listed.id() + 100)).isEmpty();
    }

    @Test
    void allThatWereRefusedAreCounted() {
        assertThat(rejections.counts(10)).isEmpty();
        for (Map.Entry<Integer, Integer> relay : Map.of(1, 5, 2, 70).entrySet()) {
            database.update(
                    "insert into relay_outcome (relay_id, outcome, reason, events) values (?, 'rejected', 'bad-sig', ?)",
                    relay.getKey(),
                    relay.getValue());
        }
        database.update("insert into relay_outcome (relay_id, outcome, events) values (1, 'stored', 1000)");

        assertThat(rejections.counts(10))
                .containsExactly(
                        new Rejections.Count(TWO, "bad-sig", 70),
                        new Rejections.Count("wss://one.example/", "bad-sig", 5));
        assertThat(rejections.counts(1)).hasSize(1);
    }

    private static CheckedFrames.Rejected rejected(int relayId, long second, String text, RejectionReason reason) {
        ReceivedFrame frame = ReceivedFrame.of(relayId, at(second), Asked.ANYTHING, text, 1 << 20);
        return new CheckedFrames.Rejected(frame, reason, "because", null);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
