package org.nostrobservatory.web.event;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.List;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;

/** A signed event under Nostr's own field names (NIP-01), with the relays that delivered it. */
final class EventDocument {

    private EventDocument() {}

    static String write(Events.Seen seen) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.createGenerator(text)) {
            write(seen, json);
        }
        return text.toString();
    }

    /**
     * A list of events.
     *
     * @param next the cursor of the next part; null if this is the last one
     */
    static String write(List<Events.Seen> events, String next) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.createGenerator(text)) {
            json.writeStartObject().writeStartArray("items");
            events.forEach(seen -> write(seen, json));
            json.writeEnd();
            if (next == null) {
                json.writeNull("nextCursor");
            } else {
                json.write("nextCursor", next);
            }
            json.writeEnd();
        }
        return text.toString();
    }

    private static void write(Events.Seen seen, JsonGenerator json) {
        Event event = seen.event();
        json.writeStartObject()
                .write("id", event.id().hex())
                .write("pubkey", event.pubkey().hex())
                .write("created_at", event.createdAt())
                .write("kind", event.kind())
                .writeStartArray("tags");
        for (Tag tag : event.tags()) {
            json.writeStartArray();
            tag.values().forEach(json::write);
            json.writeEnd();
        }
        json.writeEnd()
                .write("content", event.content())
                .write("sig", event.sig().hex())
                .writeStartArray("relays");
        for (Events.Sighting sighting : seen.relays()) {
            json.writeStartObject()
                    .write("url", sighting.url())
                    .write("seenAt", sighting.seenAt().toString())
                    .writeEnd();
        }
        json.writeEnd().writeEnd();
    }
}
