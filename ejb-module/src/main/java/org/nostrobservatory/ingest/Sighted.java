package org.nostrobservatory.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;

/** An event, and which relays delivered it in a batch. */
final class Sighted {

    /** That a relay delivered it, and when first. */
    record Sighting(int relayId, Instant seenAt) {}

    private final Bytes id;
    private final long createdAt;
    /** One a relay. Most events come from few relays in a batch. */
    private final List<Sighting> sightings = new ArrayList<>(2);

    Sighted(Bytes id, long createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    /** Notes a delivery; of several by the same relay the earliest counts. */
    void by(int relayId, Instant seenAt) {
        for (int i = 0; i < sightings.size(); i++) {
            Sighting sighting = sightings.get(i);
            if (sighting.relayId() == relayId) {
                if (seenAt.isBefore(sighting.seenAt())) {
                    sightings.set(i, new Sighting(relayId, seenAt));
                }
                return;
            }
        }
        sightings.add(new Sighting(relayId, seenAt));
    }

    Bytes id() {
        return id;
    }

    long createdAt() {
        return createdAt;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    /** The earliest. */
    Sighting first() {
        return sightings.stream().min(Comparator.comparing(Sighting::seenAt)).orElseThrow();
    }
}
