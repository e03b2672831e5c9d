package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessagePropertyTest {

    @Provide
    Arbitrary<ClientMessage> clientMessages() {
        Arbitrary<String> subscription = AnyEvent.text().filter(text -> !text.isEmpty() && text.length() <= 64);
        return Arbitraries.oneOf(
                AnyEvent.event().map(ClientMessage.Publish::new),
                AnyEvent.event().map(ClientMessage.Authenticate::new),
                subscription.map(ClientMessage.Close::new),
                Combinators.combine(
                                subscription,
                                AnyFilter.any().list().ofMinSize(1).ofMaxSize(3))
                        .as(ClientMessage.Request::new));
    }

    @Provide
    Arbitrary<RelayMessage> relayMessages() {
        Arbitrary<String> text = AnyEvent.text();
        return Arbitraries.oneOf(
                Combinators.combine(text, AnyEvent.event()).as(RelayMessage.EventFrame::new),
                text.map(RelayMessage.EndOfStored::new),
                text.map(RelayMessage.Notice::new),
                text.map(RelayMessage.Challenge::new),
                Combinators.combine(text, text).as(RelayMessage.Closed::new),
                Combinators.combine(AnyEvent.bytes(32), Arbitraries.of(true, false), text)
                        .as(RelayMessage.Ok::new));
    }

    @Property
    void whatAClientWritesARelayReads(@ForAll("clientMessages") ClientMessage message) throws Exception {
        String frame = message.toJson();
        ClientMessage read = ClientMessage.parse(frame, MAX_TAGS);

        assertThat(read).isEqualTo(message);
        assertThat(read.toJson()).isEqualTo(frame);
    }

    @Property
    void whatARelayWritesAClientReads(@ForAll("relayMessages") RelayMessage message) throws Exception {
        String frame = message.toJson();
        RelayMessage read = RelayMessage.parse(frame, MAX_TAGS);

        assertThat(read).isEqualTo(message);
        assertThat(read.toJson()).isEqualTo(frame);
        assertThat(frame).startsWith("[\"" + RelayMessage.verbOf(frame) + "\"");
    }

    /** A place, counted modulo the length of the text, and what comes to stand there instead of up to two characters. */
    record Change(int at, int replaced, String by) {
        String apply(String text) {
            int from = at % (text.length() + 1);
            int to = Math.min(text.length(), from + replaced);
            return text.substring(0, from) + by + text.substring(to);
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> by =
                Arbitraries.strings().withChars("[]{}\",:\\0e-tnu\u0000\ud800").ofMaxLength(2);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5_000),
                        Arbitraries.integers().between(0, 2),
                        by)
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Property(tries = 3_000)
    void damagedFramesAreReadOrRefusedAndNothingElse(
            @ForAll("relayMessages") RelayMessage relay,
            @ForAll("clientMessages") ClientMessage client,
            @ForAll("changes") List<Change> changes) {
        for (String frame : List.of(relay.toJson(), client.toJson())) {
            String damaged = frame;
            for (Change change : changes) {
                damaged = change.apply(damaged);
            }
            try {
                RelayMessage.verbOf(damaged);
                RelayMessage.parse(damaged, MAX_TAGS);
            } catch (InvalidEventException expected) {
                assertThat(expected.reason()).isNotNull();
            }
            try {
                ClientMessage.parse(damaged, MAX_TAGS);
            } catch (InvalidEventException expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
    }

    @Property
    void anyTextIsReadOrRefusedAndNothingElse(@ForAll String text) {
        try {
            RelayMessage.parse(text, MAX_TAGS);
        } catch (InvalidEventException expected) {
            assertThat(expected.reason()).isNotNull();
        }
    }
}
