package org.nostrobservatory.web.relay;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nostrobservatory.relay.Relays;

/** A relay as a row of a table: with properties, which tables sort by. */
public class RelayRow {

    private static final Set<String> ONLINE = Set.of("live", "syncing");

    private final Relays.Summary relay;

    public RelayRow(Relays.Summary relay) {
        this.relay = relay;
    }

    public String getUrl() {
        return relay.url();
    }

    /** The URL without what nearly all have in common. */
    public String getName() {
        return relay.url().replaceFirst("^wss://", "").replaceFirst("/$", "");
    }

    public String getNetwork() {
        return relay.network();
    }

    /** The state of the connection; {@code paused} or {@code disabled} where none is wanted. */
    public String getState() {
        if (isOnline() || relay.enabled() && !relay.handling().paused()) {
            return relay.state();
        }
        return relay.enabled() ? "paused" : "disabled";
    }

    /** Whether it is one of those to collect from; paused ones are. */
    public boolean isEnabled() {
        return relay.enabled();
    }

    public boolean isPaused() {
        return relay.handling().paused();
    }

    public boolean isHighActivity() {
        return relay.handling().highActivity();
    }

    public int getPriority() {
        return relay.handling().priority();
    }

    /** Whether it is named in OBSERVATORY_RELAYS, and not added by an administrator. */
    public boolean isConfigured() {
        return relay.role().equals("configured");
    }

    public boolean isOnline() {
        return ONLINE.contains(relay.state());
    }

    /** Null unless it is connected now. */
    public Instant getConnectedSince() {
        return isOnline() ? relay.connectedAt() : null;
    }

    public Instant getStateSince() {
        return relay.stateSince();
    }

    public Instant getLastEventAt() {
        return relay.lastFrameAt();
    }

    public Instant getAddedAt() {
        return relay.addedAt();
    }

    public long getReceived() {
        return relay.counters().received();
    }

    public long getStored() {
        return relay.counters().stored();
    }

    public long getDuplicate() {
        return relay.counters().duplicate();
    }

    public long getEphemeral() {
        return relay.counters().ephemeral();
    }

    public long getWithdrawn() {
        return relay.counters().withdrawn();
    }

    public long getExpired() {
        return relay.counters().expired();
    }

    public long getProtectedEvents() {
        return relay.counters().protectedEvents();
    }

    public long getFuture() {
        return relay.counters().future();
    }

    public long getRejected() {
        return relay.counters().rejected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    public Map<String, Long> getRejectedByReason() {
        return relay.counters().rejected();
    }

    public int getFailures() {
        return relay.failures();
    }

    public String getLastError() {
        return relay.lastError();
    }

    public String getLastNotice() {
        return relay.lastNotice();
    }

    /** Whether its address, network, state or last error contains this text, in whatever case. */
    boolean matches(String text) {
        String words =
                String.join(" ", getUrl(), getNetwork(), getState(), getLastError() == null ? "" : getLastError());
        return words.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
