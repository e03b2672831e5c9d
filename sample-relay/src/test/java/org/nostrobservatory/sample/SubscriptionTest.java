package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.sample.Samples.ALICE;
import static org.nostrobservatory.sample.Samples.BOB;
import static org.nostrobservatory.sample.Samples.kinds;
import static org.nostrobservatory.sample.Samples.note;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.RelayMessage;
import org.nostrobservatory.protocol.Tag;

class SubscriptionTest {

    private SampleRelay relay;
    private TestClient client;

    @BeforeEach
    void connect() throws IOException {
        relay = SampleRelay.named("test").capacity(100).start();
        client = new TestClient(relay);
    }

    @AfterEach
    void disconnect() {
        client.close();
        relay.close();
    }

    @Test
    void storedEventsComeNewestFirstAndByIdWithinASecond() {
        List<Event> events = IntStream.range(0, 12)
                .mapToObj(i -> note(ALICE, 1000 + i % 3, "note " + i))
                .toList();
        events.forEach(relay::publish);

        assertThat(client.subscribe("s", Filter.ALL).stored("s"))
                .containsExactlyElementsOf(events.stream()
                        .sorted(Comparator.comparingLong(Event::createdAt)
                                .reversed()
                                .thenComparing(Event::id))
                        .toList());
    }

    @Test
    void limitGivesTheNewestOfEveryFilter() {
        List<Event> notes = IntStream.range(0, 5)
                .mapToObj(i -> note(ALICE, 1000 + i, "note " + i))
                .toList();
        List<Event> reactions = IntStream.range(0, 5)
                .mapToObj(i -> BOB.sign(2000 + i, 7, List.of(), "+"))
                .toList();
        Stream.concat(notes.stream(), reactions.stream()).forEach(relay::publish);

        assertThat(client.subscribe("s", kinds(2, 1), kinds(1, 7)).stored("s"))
                .containsExactly(reactions.get(4), notes.get(4), notes.get(3));
    }

    @Test
    void limitZeroGivesLiveEventsOnly() {
        relay.publish(note(ALICE, 1000, "old"));
        assertThat(client.subscribe("s", kinds(0, 1)).stored("s")).isEmpty();

        Event live = note(ALICE, 1001, "new");
        relay.publish(live);
        assertThat(client.event("s")).isEqualTo(live);
    }

    @Test
    void sinceAndTagsAreHonoured() {
        Event old = note(ALICE, 1000, "old", Tag.of("t", "nostr"));
        Event wanted = note(ALICE, 2000, "wanted", Tag.of("t", "nostr"));
        Event other = note(ALICE, 2000, "other");
        Stream.of(old, wanted, other).forEach(relay::publish);

        client.send("[\"REQ\",\"s\",{\"since\":1500,\"#t\":[\"nostr\"]}]");
        assertThat(client.stored("s")).containsExactly(wanted);
        assertThat(client.subscribe("t", Filter.since(1500)).stored("t")).containsExactlyInAnyOrder(wanted, other);
    }

    @Test
    void liveEventsFollowTheEndOfStored() {
        assertThat(client.subscribe("s", kinds(-1, 1)).stored("s")).isEmpty();
        relay.publish(BOB.sign(1, 7, List.of(), "not asked for"));
        Event ephemeral = BOB.sign(1, 20_001, List.of(), "");
        client.subscribe("e", kinds(-1, 20_001)).stored("e");
        relay.publish(ephemeral);
        assertThat(client.event("e")).isEqualTo(ephemeral);

        Event live = note(BOB, 1, "live");
        relay.publish(live);
        assertThat(client.event("s")).isEqualTo(live);
        assertThat(client.subscribe("again", kinds(-1, 20_001)).stored("again")).isEmpty();
    }

    @Test
    void aClosedSubscriptionIsSilent() {
        client.subscribe("a", Filter.ALL).stored("a");
        client.subscribe("b", Filter.ALL).stored("b");
        client.send(new ClientMessage.Close("a").toJson());
        // An answer to a later message shows that the relay has read the earlier one.
        client.send("nonsense");
        assertThat(client.message()).isInstanceOf(RelayMessage.Notice.class);

        Event first = note(ALICE, 1, "first");
        Event second = note(ALICE, 2, "second");
        relay.publish(first);
        relay.publish(second);
        assertThat(client.event("b")).isEqualTo(first);
        assertThat(client.event("b")).isEqualTo(second);
    }

    @Test
    void aReusedIdReplacesTheSubscription() {
        client.subscribe("s", kinds(-1, 1)).stored("s");
        client.subscribe("s", kinds(-1, 7)).stored("s");
        relay.publish(note(ALICE, 1, "not asked for any more"));
        Event reaction = BOB.sign(2, 7, List.of(), "+");
        relay.publish(reaction);
        assertThat(client.event("s")).isEqualTo(reaction);
    }

    @Test
    void anIdIsSentBackAsItCame() {
        String odd = "a\"\\ü\n";
        relay.publish(note(ALICE, 1, "note"));
        assertThat(client.subscribe(odd, Filter.ALL).event(odd).content()).isEqualTo("note");
    }

    @Test
    void oneSubscriptionTooManyIsRefused() {
        for (int i = 0; i < ClientConnection.MAX_SUBSCRIPTIONS; i++) {
            client.subscribe("s" + i, Filter.ALL).stored("s" + i);
        }
        assertThat(client.subscribe("more", Filter.ALL).message()).isInstanceOf(RelayMessage.Closed.class);
        assertThat(client.subscribe("s0", Filter.ALL).stored("s0")).isEmpty();
    }

    @Test
    void whoFallsTooFarBehindIsTold() {
        try (TestClient slow = new TestClient(relay, 1)) {
            slow.subscribe("s", kinds(0, 1)).stored("s");
            String large = "x".repeat(150_000);
            IntStream.range(0, 300).mapToObj(i -> note(ALICE, i, large)).forEach(relay::publish);
            slow.demand(Long.MAX_VALUE);
            RelayMessage message = slow.message();
            while (message instanceof RelayMessage.EventFrame) {
                message = slow.message();
            }
            assertThat(message).isInstanceOf(RelayMessage.Closed.class);
        }
    }

    @Test
    void theOldestEventsMakeRoom() {
        IntStream.range(0, 150).mapToObj(i -> note(ALICE, i, "note " + i)).forEach(relay::publish);
        List<Event> kept = client.subscribe("s", Filter.ALL).stored("s");
        assertThat(kept).hasSize(100).allMatch(event -> event.createdAt() >= 50);
        assertThat(relay.eventCount()).isEqualTo(100);
    }
}
