package org.nostrobservatory.web.event;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;

/** A signed event under Nostr's own field names (NIP-01), with the relays that delivered it. */
final class EventDocument {

    private EventDocument() {}

    static String write(Events.Seen seen) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.createGenerator(text)) {
            json.writeStartObject();
            writeEvent(seen.event(), json);
            json.writeStartArray("relays");
            for (Events.Sighting sighting : seen.relays()) {
                json.writeStartObject()
                        .write("url", sighting.url())
                        .write("seenAt", sighting.seenAt().toString())
                        .writeEnd();
            }
            json.writeEnd().writeEnd();
        }
        return text.toString();
    }

    private static void writeEvent(Event event, JsonGenerator json) {
        json.write("id", event.id().hex())
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
                .write("sig", event.sig().hex());
    }
}
