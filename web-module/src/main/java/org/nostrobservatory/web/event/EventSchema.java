package org.nostrobservatory.web.event;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@link EventDocument} writes, for the OpenAPI document alone. */
@Schema(name = "Event", description = "A signed event (NIP-01) and the relays that delivered it")
record EventSchema(
        @Schema(description = "SHA-256 of the serialised event, hex")
        String id,

        @Schema(description = "The author's public key, hex")
        String pubkey,

        @Schema(description = "Unix seconds, as the author claims")
        long created_at,

        @Schema(description = "What it is, 0 to 65535") int kind,
        List<List<String>> tags,
        String content,

        @Schema(description = "BIP-340 signature of the id, hex")
        String sig,

        List<Sighting> relays) {

    /** That a relay delivered it. */
    @Schema(name = "Sighting")
    record Sighting(
            String url, @Schema(description = "When first") Instant seenAt) {}

    /** A part of a list. */
    @Schema(name = "EventList")
    record Part(
            List<EventSchema> items,

            @Schema(description = "The cursor of the next part; null if this is the last one", nullable = true)
            String nextCursor) {}
}
