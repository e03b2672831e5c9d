package org.nostrobservatory.web.relay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.relay.Relays;

/** A relay as the JSON interface tells of it. */
@Schema(name = "Relay", description = "What is known of a relay. Times are null where the thing never happened.")
public record RelayDocument(
        String url,

        @Schema(description = "clearnet, tor, i2p, loki or local")
        String network,

        @Schema(description = "Why it is known: configured, or added by an administrator")
        String role,

        @Schema(description = "Whether it is to be collected from")
        boolean enabled,

        @Schema(description = "Whether it is not connected to for the time being")
        boolean paused,

        @Schema(description = "normal, or high: it sends so much that it should have a collector to itself")
        String activity,

        @Schema(description = "0 to 100: those with a higher one come first")
        int priority,

        Instant addedAt,

        @Schema(description = "unknown, waiting, connecting, syncing, live or stopped")
        String state,

        Instant stateSince,
        Instant connectedAt,
        @Schema(description = "When it last sent anything") Instant lastEventAt,
        @Schema(description = "Failed attempts in a row") int failures,
        String lastError,

        @Schema(description = "What it last said in a NOTICE")
        String lastNotice,

        Counters counters) {

    /** A part of the list of relays. */
    @Schema(name = "RelayList")
    public record Part(
            List<RelayDocument> items,

            @Schema(description = "To be sent as cursor for the next part; null at the end")
            String nextCursor) {}

    /** What became of the events that it sent. */
    @Schema(
            name = "RelayCounters",
            description =
                    "received = stored + duplicate + ephemeral + withdrawn + expired + protectedEvents + all of rejected")
    public record Counters(
            long received,
            long stored,
            long duplicate,
            long ephemeral,

            @Schema(description = "Of the stored ones, those dated more than 15 minutes ahead")
            long future,

            @Schema(description = "Deleted by their authors (NIP-09) or of authors who vanished (NIP-62)")
            long withdrawn,

            @Schema(description = "Past their time when they arrived (NIP-40)")
            long expired,

            @Schema(description = "Not for others to publish (NIP-70)")
            long protectedEvents,

            @Schema(description = "By reason") Map<String, Long> rejected) {}

    /** What the boundary of component relay says. */
    public static RelayDocument of(Relays.Summary relay) {
        Relays.Counters counters = relay.counters();
        return new RelayDocument(
                relay.url(),
                relay.network(),
                relay.role(),
                relay.enabled(),
                relay.handling().paused(),
                relay.handling().highActivity() ? "high" : "normal",
                relay.handling().priority(),
                relay.addedAt(),
                relay.state(),
                relay.stateSince(),
                relay.connectedAt(),
                relay.lastFrameAt(),
                relay.failures(),
                relay.lastError(),
                relay.lastNotice(),
                new Counters(
                        counters.received(),
                        counters.stored(),
                        counters.duplicate(),
                        counters.ephemeral(),
                        counters.future(),
                        counters.withdrawn(),
                        counters.expired(),
                        counters.protectedEvents(),
                        counters.rejected()));
    }
}
