package org.nostrobservatory.collector;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.protocol.RelayInformation;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.relay.Relays;

/**
 * Keeps up the connection to one relay: one {@link Conversation} after the other, with a wait ({@link Backoff}) in
 * between.
 */
final class RelayConnection implements Conversation.Listener {

    /** What it is at; the names are stored and shown. */
    enum State {
        WAITING,
        CONNECTING,
        SYNCING,
        LIVE,
        STOPPED
    }

    /**
     * What is to be known of it from outside.
     *
     * @param lease by which there is a connection
     * @param changedAt when the state was entered
     */
    record Status(
            int relayId,
            long lease,
            State state,
            Instant changedAt,
            Instant connectedAt,
            Instant lastFrameAt,
            int failures,
            String lastError,
            String lastNotice) {

        Status withLastFrameAt(Instant time) {
            return new Status(relayId, lease, state, changedAt, connectedAt, time, failures, lastError, lastNotice);
        }
    }

    /**
     * What all connections have in common.
     *
     * @param known what needs not be handed on whole
     * @param lookback how far back a relay is asked that was never synchronised; empty for everything
     * @param key who we are, to relays that demand to know
     */
    record Terms(
            FrameBuffer buffer,
            KnownEvents known,
            Optional<Duration> lookback,
            int maxFrameBytes,
            SecretKey key,
            Clock clock) {}

    private static final Logger LOG = System.getLogger(RelayConnection.class.getName());

    /** A relay that drops us sooner after its stored events has not recovered. */
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(60);

    private static final Duration INFORMATION_LASTS = Duration.ofDays(1);
    private static final Duration INFORMATION_RETRY = Duration.ofHours(1);

    private final Relays.Target relay;
    private final long lease;
    private final Terms terms;

    private State state = State.WAITING;
    private Instant changedAt;
    private Instant nextAttemptAt;
    private Instant connectedAt;
    private Instant lastFrameAt;
    private Optional<Instant> syncedUntil;
    private int failures;
    private String lastError;
    private String lastNotice;
    private Conversation conversation;
    /** Changed by the thread of the attempt, of which there is one at a time. */
    private volatile RelayInformation information = RelayInformation.UNKNOWN;

    private volatile Instant informationDueAt = Instant.MIN;

    /**
     * @param lease by which this server may connect to it
     * @param cursor up to when everything was received earlier
     */
    RelayConnection(Leases.Lease lease, Optional<Instant> cursor, Terms terms) {
        this.relay = lease.relay();
        this.lease = lease.token();
        this.syncedUntil = cursor;
        this.terms = terms;
        this.changedAt = terms.clock().instant();
        this.nextAttemptAt = changedAt;
    }

    /** Names the lease by which this server may connect. */
    long lease() {
        return lease;
    }

    synchronized Status status() {
        return new Status(
                relay.id(), lease, state, changedAt, connectedAt, lastFrameAt, failures, lastError, lastNotice);
    }

    /** Whether the waiting is over. If so, the caller is the one to call {@link #connect}. */
    synchronized boolean claimAttempt() {
        if (state != State.WAITING || now().isBefore(nextAttemptAt)) {
            return false;
        }
        enter(State.CONNECTING);
        return true;
    }

    /** Connects; takes up to the handshake time-out. A failure ends in waiting, not in an exception. */
    void connect(WebSockets webSockets) {
        if (!now().isBefore(informationDueAt)) {
            Optional<RelayInformation> found = webSockets.information(relay.url());
            information = found.orElse(RelayInformation.UNKNOWN);
            informationDueAt = now().plus(found.isPresent() ? INFORMATION_LASTS : INFORMATION_RETRY);
        }
        Conversation next = begin();
        try {
            webSockets.connect(next, relay.url());
        } catch (DeploymentException | IOException | RuntimeException e) {
            ended(next, FailedHandshake.setback(e));
        }
    }

    private synchronized Conversation begin() {
        conversation = new Conversation(
                relay.id(),
                lease,
                Subscription.begin(now(), syncedUntil, terms.lookback()),
                new AuthExchange(terms.key(), relay.url()),
                information,
                terms,
                this);
        return conversation;
    }

    /** To be called about once a second. Never waits. */
    void tick() {
        Conversation current;
        synchronized (this) {
            if (isHealthy()) {
                failures = 0;
            }
            current = state == State.SYNCING || state == State.LIVE ? conversation : null;
        }
        if (current != null) {
            current.tick(now());
        }
    }

    private boolean isHealthy() {
        return state == State.LIVE && !now().isBefore(changedAt.plus(HEALTHY_AFTER));
    }

    @Override
    public synchronized boolean opened(Conversation opened) {
        if (state != State.CONNECTING || opened != conversation) {
            return false;
        }
        connectedAt = now();
        lastError = null;
        enter(State.SYNCING);
        return true;
    }

    @Override
    public synchronized void heard(Conversation current, Instant at) {
        if (current == conversation) {
            lastFrameAt = at;
        }
    }

    @Override
    public synchronized void live(Conversation synchronised) {
        if (state == State.SYNCING && synchronised == conversation) {
            enter(State.LIVE);
        }
    }

    @Override
    public synchronized void synced(Conversation current, Instant until) {
        if (current == conversation) {
            syncedUntil = Optional.of(until);
        }
    }

    @Override
    public synchronized void noticed(Conversation current, String text) {
        if (current == conversation) {
            lastNotice = Setback.cut(text);
        }
    }

    @Override
    public synchronized void ended(Conversation over, Setback why) {
        if (over != conversation || state == State.STOPPED || state == State.WAITING) {
            return;
        }
        failures = isHealthy() ? 1 : failures + 1;
        lastError = why.reason();
        nextAttemptAt = now().plus(Backoff.delay(failures, why, RandomGenerator.getDefault()));
        conversation = null;
        enter(State.WAITING);
        LOG.log(Level.DEBUG, "{0}: {1}, next attempt at {2}", relay.url(), why.reason(), nextAttemptAt);
    }

    /** Ends the connection for good. */
    void stop() {
        Conversation last;
        synchronized (this) {
            last = conversation;
            enter(State.STOPPED);
        }
        if (last != null) {
            last.close();
        }
    }

    /** Never connects. */
    synchronized void refuse(String reason) {
        lastError = reason;
        enter(State.STOPPED);
    }

    private void enter(State next) {
        state = next;
        changedAt = now();
    }

    private Instant now() {
        return terms.clock().instant();
    }
}
