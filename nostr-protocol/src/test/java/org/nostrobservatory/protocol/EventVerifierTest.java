package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.obviousId;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventVerifierTest {

    @Test
    void acceptsWhatTheAuthorSigned() {
        assertThatCode(() -> EventVerifier.verify(NOTE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource
    void refusesAChangedField(Event changed) {
        InvalidEventException refusal = refusal(() -> EventVerifier.verify(changed));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.ID_MISMATCH);
        assertThat(refusal.claimedId()).contains(changed.id());
    }

    static List<Event> refusesAChangedField() {
        Bytes id = NOTE.id();
        Bytes author = NOTE.pubkey();
        long time = NOTE.createdAt();
        Bytes sig = NOTE.sig();
        return List.of(
                new Event(Fixtures.bytes(32, 0), author, time, 1, NOTE.tags(), "hello", sig),
                new Event(id, BOB.publicKey(), time, 1, NOTE.tags(), "hello", sig),
                new Event(id, author, time + 1, 1, NOTE.tags(), "hello", sig),
                new Event(id, author, time, 2, NOTE.tags(), "hello", sig),
                new Event(id, author, time, 1, List.of(), "hello", sig),
                new Event(id, author, time, 1, NOTE.tags(), "hello ", sig),
                new Event(id, author, time, 1, NOTE.tags(), "\u0001", sig));
    }

    @Test
    void refusesTheSignatureOfAnother() {
        Event byBob = BOB.sign(NOTE.createdAt(), NOTE.kind(), NOTE.tags(), NOTE.content());
        Event stolen = new Event(
                NOTE.id(), NOTE.pubkey(), NOTE.createdAt(), NOTE.kind(), NOTE.tags(), NOTE.content(), byBob.sig());

        InvalidEventException refusal = refusal(() -> EventVerifier.verify(stolen));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.SIG_INVALID);
        assertThat(refusal.claimedId()).contains(NOTE.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u001f\n\"", "\u000b"})
    void namesTheSerialisationThatEscapesControlCharacters(String text) {
        for (Event event : List.of(ALICE.sign(1, 1, List.of(), text), ALICE.sign(1, 1, List.of(Tag.of(text)), ""))) {
            Event variant = new Event(
                    obviousId(event, true),
                    event.pubkey(),
                    event.createdAt(),
                    event.kind(),
                    event.tags(),
                    event.content(),
                    event.sig());

            assertThat(refusal(() -> EventVerifier.verify(variant)).reason())
                    .isEqualTo(RejectionReason.ID_ESCAPE_VARIANT);
        }
    }

    @Test
    void aLoneSurrogateIsRefusedWithTheClaimedId() {
        Event lone = new Event(NOTE.id(), NOTE.pubkey(), 1, 1, List.of(), "\ud800", NOTE.sig());

        InvalidEventException refusal = refusal(() -> EventVerifier.verify(lone));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.LONE_SURROGATE);
        assertThat(refusal.claimedId()).contains(NOTE.id());
    }

    @Test
    void publishedSignedVectorsVerify() throws Exception {
        int verified = 0;
        for (String line : SampleFiles.lines("vectors/nostr4j-canonical-signed.jsonl")) {
            Event event = EventJson.parse(line, MAX_TAGS);
            EventVerifier.verifySignature(event);
            // One of them holds every control character, and its author wrote them as JSON.stringify does.
            if (event.content().startsWith("\0")) {
                assertThat(refusal(() -> EventVerifier.verifyId(event)).reason())
                        .isEqualTo(RejectionReason.ID_ESCAPE_VARIANT);
            } else {
                EventVerifier.verifyId(event);
                verified++;
            }
        }
        assertThat(verified).isEqualTo(4);
    }

    @Test
    void publishedUnicodeVectorsHashOrAreRefused() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        for (String line : SampleFiles.lines("vectors/nostr4j-unicode-id-only.jsonl")) {
            JsonNode vector = mapper.readTree(line);
            // They carry no signature; whether the id holds is all they ask. Their ids count lone surrogates as
            // "\ud800".
            String json = ((ObjectNode) vector).put("sig", NOTE.sig().hex()).toString();
            Event event = EventJson.parse(json, MAX_TAGS);
            String name = vector.get("name").asText();
            switch (name) {
                case "paired-emoji" ->
                    assertThatCode(() -> EventVerifier.verifyId(event)).doesNotThrowAnyException();
                case "controls-and-separators" ->
                    assertThat(refusal(() -> EventVerifier.verifyId(event)).reason())
                            .isEqualTo(RejectionReason.ID_ESCAPE_VARIANT);
                default ->
                    assertThat(refusal(() -> EventVerifier.verifyId(event)).reason())
                            .as(name)
                            .isEqualTo(RejectionReason.LONE_SURROGATE);
            }
        }
    }
}
