package org.nostrobservatory.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.ProblemException;

class EventDocumentTest {

    private static final String HOSTILE =
            "a\u0000b\u0001\u001f\"\\/</script>\n\r\t\b\f\u007f\u2028\u2029 \ud83d\udc27 e\u0301";

    private final Event event = new Event(
            Bytes.fromHex("01".repeat(32)),
            Bytes.fromHex("ff".repeat(32)),
            9_007_199_254_740_993L,
            65535,
            List.of(Tag.of("e", HOSTILE), Tag.of(), Tag.of("")),
            HOSTILE,
            Bytes.fromHex("0a".repeat(64)));

    @Test
    void isTheEventAsItWasSigned() throws InvalidEventException {
        String document = EventDocument.write(new Events.Seen(event, List.of()));
        assertThat(EventJson.parse(document, 10)).isEqualTo(event);
    }

    @Test
    void namesTheRelaysAfterTheSevenFields() {
        JsonObject json = parse(EventDocument.write(new Events.Seen(
                event,
                List.of(new Events.Sighting(
                        "wss://relay.example.com/", Instant.parse("2026-01-01T00:00:00.123456Z"))))));
        assertThat(json.keySet())
                .containsExactly("id", "pubkey", "created_at", "kind", "tags", "content", "sig", "relays");
        assertThat(json.getJsonArray("relays").toString())
                .isEqualTo("[{\"url\":\"wss://relay.example.com/\",\"seenAt\":\"2026-01-01T00:00:00.123456Z\"}]");
    }

    @Test
    void aListHasTheSameEventsAndTheNextCursor() {
        Events.Seen seen = new Events.Seen(event, List.of());
        String one = EventDocument.write(seen);
        assertThat(EventDocument.write(List.of(seen, seen), "abc"))
                .isEqualTo("{\"items\":[" + one + "," + one + "],\"nextCursor\":\"abc\"}");
        assertThat(EventDocument.write(List.of(), null)).isEqualTo("{\"items\":[],\"nextCursor\":null}");
    }

    @Test
    void aCursorIsAPlaceInTheList() {
        Events.Place place = new Events.Place(Long.MAX_VALUE, Bytes.fromHex("ab".repeat(32)));
        assertThat(EventCursor.read(EventCursor.write(place))).contains(place);
        assertThat(EventCursor.read(null)).isEmpty();
        for (String key : List.of("1", "1:ab", "9999999999999999999:" + "ab".repeat(32), "-1:" + "ab".repeat(32))) {
            assertThatThrownBy(() -> EventCursor.read(Cursor.after(key)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("cursor is");
            assertThat(EventCursor.readOfPage(Cursor.after(key))).isEmpty();
        }
        assertThat(EventCursor.readOfPage(EventCursor.write(place))).contains(place);
    }

    private static JsonObject parse(String document) {
        return Json.createReader(new StringReader(document)).readObject();
    }
}
