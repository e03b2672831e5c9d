package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageTest {

    private static ClientMessage parse(String frame) throws InvalidEventException {
        return ClientMessage.parse(frame, MAX_TAGS);
    }

    private static RejectionReason reason(String frame) {
        return refusal(() -> parse(frame)).reason();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrites(ClientMessage message) throws Exception {
        assertThat(parse(message.toJson())).isEqualTo(message);
        for (int length = 0; length < message.toJson().length(); length++) {
            String cut = message.toJson().substring(0, length);
            refusal(() -> parse(cut));
        }
    }

    static List<ClientMessage> messages() {
        Filter full = new Filter(
                Set.of(NOTE.id()),
                Set.of(ALICE.publicKey(), Fixtures.BOB.publicKey()),
                Set.of(0, 1, 65_535),
                Map.of("r", Set.of("x", ""), "e", Set.of(NOTE.id().hex()), "P", Set.of()),
                OptionalLong.of(-5),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalInt.of(0));
        Filter empty = new Filter(
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty());
        return List.of(
                new ClientMessage.Publish(NOTE),
                new ClientMessage.Request("s\"\u0000", List.of(Filter.ALL)),
                new ClientMessage.Request("s", List.of(full, Filter.since(3), empty)),
                new ClientMessage.Close("s"),
                new ClientMessage.Authenticate(NOTE));
    }

    @Test
    void writesWhatRelaysExpect() {
        assertThat(new ClientMessage.Request("s", List.of(Filter.since(3))).toJson())
                .isEqualTo("[\"REQ\",\"s\",{\"since\":3}]");
        assertThat(new ClientMessage.Close("s").toJson()).isEqualTo("[\"CLOSE\",\"s\"]");
        assertThat(new ClientMessage.Publish(NOTE).toJson()).isEqualTo("[\"EVENT\"," + EventJson.write(NOTE) + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[1]",
                "[\"REQ\"]",
                "[\"REQ\",\"s\"]",
                "[\"REQ\",1,{}]",
                "[\"REQ\",\"\",{}]",
                "[\"REQ\",\"s\",[]]",
                "[\"REQ\",\"s\",null]",
                "[\"REQ\",\"s\",{},1]",
                "[\"CLOSE\"]",
                "[\"CLOSE\",1]",
                "[\"CLOSE\",\"s\",\"t\"]",
                "[\"EVENT\"]",
                "[\"EVENT\",\"s\"]",
                "[\"AUTH\",\"challenge\"]"
            })
    void refusesWrongShapes(String frame) {
        assertThat(reason(frame)).isEqualTo(RejectionReason.BAD_FRAME);
    }

    @Test
    void subscriptionsHaveAtMost64Characters() throws Exception {
        assertThat(parse("[\"REQ\",\"" + "s".repeat(64) + "\",{}]")).isInstanceOf(ClientMessage.Request.class);
        assertThat(reason("[\"REQ\",\"" + "s".repeat(65) + "\",{}]")).isEqualTo(RejectionReason.BAD_FRAME);
        for (String wrong : List.of("", "s".repeat(65))) {
            assertThatThrownBy(() -> new ClientMessage.Request(wrong, List.of(Filter.ALL)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ClientMessage.Close(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRequestAsksForSomething() {
        assertThatThrownBy(() -> new ClientMessage.Request("s", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesUnknownVerbs() {
        assertThat(reason("[\"EOSE\",\"s\"]")).isEqualTo(RejectionReason.UNKNOWN_VERB);
        assertThat(reason("[\"NEG-OPEN\",\"s\",{},\"61\"]")).isEqualTo(RejectionReason.UNKNOWN_VERB);
    }
}
