package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RelayMessageTest {

    private static final String ID = NOTE.id().hex();
    private static final String EVENT = EventJson.write(NOTE);

    private static RelayMessage parse(String frame) throws InvalidEventException {
        return RelayMessage.parse(frame, MAX_TAGS);
    }

    private static RejectionReason reason(String frame) {
        return refusal(() -> parse(frame)).reason();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrites(RelayMessage message) throws Exception {
        assertThat(parse(message.toJson())).isEqualTo(message);
        assertThat(RelayMessage.verbOf(message.toJson())).isNotEmpty();
        for (int length = 0; length < message.toJson().length(); length++) {
            String cut = message.toJson().substring(0, length);
            refusal(() -> parse(cut));
        }
    }

    static List<RelayMessage> messages() {
        return List.of(
                new RelayMessage.EventFrame("s\"\u0000", NOTE),
                new RelayMessage.EndOfStored("s"),
                new RelayMessage.EndOfStored("s", true),
                new RelayMessage.Closed("s", "error: \ud83d\ude00"),
                new RelayMessage.Notice(""),
                new RelayMessage.Ok(NOTE.id(), true, ""),
                new RelayMessage.Ok(NOTE.id(), false, "blocked: no"),
                new RelayMessage.Challenge("c"));
    }

    @Test
    void ignoresFurtherElements() throws Exception {
        assertThat(parse("[\"EOSE\",\"s\",1,null,\"more\"]")).isEqualTo(new RelayMessage.EndOfStored("s"));
        assertThat(parse("[\"NOTICE\",\"x\",{}]")).isEqualTo(new RelayMessage.Notice("x"));
    }

    @Test
    void anEndOfStoredMaySayThatThereIsNoMore() throws Exception {
        assertThat(parse("[\"EOSE\",\"s\",[{\"a\":[]},\"finish\"],[\"x\"]]"))
                .isEqualTo(new RelayMessage.EndOfStored("s", true));
        assertThat(parse("[\"EOSE\",\"s\",[\"more\"]]")).isEqualTo(new RelayMessage.EndOfStored("s"));
        assertThat(parse("[\"EOSE\",\"s\",[[\"finish\"]]]")).isEqualTo(new RelayMessage.EndOfStored("s"));
        assertThat(parse("[\"EOSE\",\"s\",\"finish\"]")).isEqualTo(new RelayMessage.EndOfStored("s"));
    }

    @Test
    void aClosedWithoutMessageIsOneWithAnEmptyOne() throws Exception {
        for (String rest : List.of("", ",null", ",1", ",{\"a\":[]}", ",\"\"")) {
            assertThat(parse("[\"CLOSED\",\"s\"" + rest + "]")).isEqualTo(new RelayMessage.Closed("s", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "1",
                "null",
                "\"EOSE\"",
                "[1]",
                "[null]",
                "[[\"EOSE\"]]",
                "[\"EOSE\"]",
                "[\"EOSE\",1]",
                "[\"EOSE\",null]",
                "[\"CLOSED\"]",
                "[\"CLOSED\",1]",
                "[\"NOTICE\"]",
                "[\"NOTICE\",{}]",
                "[\"AUTH\"]",
                "[\"AUTH\",{}]",
                "[\"OK\"]",
                "[\"OK\",\"abc\",true,\"\"]",
                "[\"OK\",null,true,\"\"]",
                "[\"EVENT\"]",
                "[\"EVENT\",\"s\"]",
                "[\"EVENT\",{}]",
                "[\"EVENT\",\"s\",[]]",
                "[\"EVENT\",\"s\",\"{}\"]"
            })
    void refusesWrongShapes(String frame) {
        assertThat(reason(frame)).isEqualTo(RejectionReason.BAD_FRAME);
    }

    @Test
    void refusesAWrongOk() {
        for (String rest : List.of("", ",1,\"\"", ",\"true\",\"\"", ",true", ",true,null", ",null,\"\"", ",[],\"\"")) {
            assertThat(reason("[\"OK\",\"" + ID + "\"" + rest + "]")).isEqualTo(RejectionReason.BAD_FRAME);
        }
    }

    @Test
    void refusesASecondEvent() {
        assertThat(reason("[\"EVENT\",\"s\"," + EVENT + "," + EVENT + "]")).isEqualTo(RejectionReason.BAD_FRAME);
    }

    @Test
    void aBadEventKeepsItsOwnReason() {
        InvalidEventException refusal =
                refusal(() -> parse("[\"EVENT\",\"s\"," + EVENT.replace("\"kind\":1", "\"kind\":-1") + "]"));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.BAD_KIND);
        assertThat(refusal.claimedId()).contains(NOTE.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"\"]", "[\"REQ\",\"s\",{}]", "[\"eose\",\"s\"]", "[\"COUNT\",\"s\",{\"count\":1}]"})
    void refusesUnknownVerbs(String frame) {
        assertThat(reason(frame)).isEqualTo(RejectionReason.UNKNOWN_VERB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "nonsense",
                "[\"EOSE\",\"s\"",
                "[\"EOSE\",\"s\"]x",
                "[\"EOSE\" \"s\"]",
                "[\"EO",
                "\"a"
            })
    void refusesWhatIsNotJson(String frame) {
        assertThat(reason(frame)).isEqualTo(RejectionReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`[\"EVENT\",\"s\",{}]`, EVENT",
                "` \t\r\n[ \t\r\n\"EOSE\" ,`, EOSE",
                "[\"EVENT\", EVENT",
                "[\"0123456789abcdef\"], 0123456789abcdef",
                "[\"0123456789abcdefg\"], ``",
                "[\"\"], ``",
                "[\"EVENT, ``",
                "[EVENT], ``",
                "{\"EVENT\":1}, ``",
                "``, ``",
                "` `, ``",
                "[, ``",
                "[\", ``",
                "`[1,\"EVENT\"]`, ``",
                "\ufeff[\"EVENT\"], ``"
            })
    void findsTheVerb(String frame, String verb) {
        assertThat(RelayMessage.verbOf(frame)).isEqualTo(verb);
    }

    @Test
    void findsNoVerbInHugeGarbageQuickly() {
        for (String frame :
                List.of(" ".repeat(5_000_000), "[" + " ".repeat(5_000_000), "[\"" + "a".repeat(5_000_000))) {
            assertThat(RelayMessage.verbOf(frame)).isEmpty();
        }
    }
}
