package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server has counted for one relay.
 *
 * @param future how many of the stored are dated too far ahead to count yet
 * @param withdrawn deleted or of authors who vanished
 * @param expired past their time when they arrived
 * @param protectedEvents not for others to publish
 * @param rejected by reason
 */
record RelayCounters(
        long received,
        long stored,
        long duplicate,
        long ephemeral,
        long future,
        long withdrawn,
        long expired,
        long protectedEvents,
        Map<String, Long> rejected) {

    static final RelayCounters NONE = new RelayCounters(0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    static RelayCounters of(JsonNode relay) {
        JsonNode counters = relay.path("counters");
        Map<String, Long> rejected = new TreeMap<>();
        counters.path("rejected")
                .properties()
                .forEach(reason ->
                        rejected.put(reason.getKey(), reason.getValue().asLong()));
        return new RelayCounters(
                counters.path("received").asLong(),
                counters.path("stored").asLong(),
                counters.path("duplicate").asLong(),
                counters.path("ephemeral").asLong(),
                counters.path("future").asLong(),
                counters.path("withdrawn").asLong(),
                counters.path("expired").asLong(),
                counters.path("protectedEvents").asLong(),
                rejected);
    }

    /** Those of the relay with this URL in the answer of {@code /relays}; zeros if it is not there yet. */
    static RelayCounters find(JsonNode relays, String url) {
        for (JsonNode relay : relays.path("items")) {
            if (withoutSlash(relay.path("url").asText()).equals(withoutSlash(url))) {
                return of(relay);
            }
        }
        return NONE;
    }

    long rejectedInTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String withoutSlash(String url) {
        return url.replaceAll("/+$", "");
    }
}
