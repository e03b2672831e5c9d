package org.nostrobservatory.collector;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.nostrobservatory.ingest.Asked;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RelayMessage;
import org.nostrobservatory.relay.Relays;

/**
 * The connection to one relay: connects, subscribes to everything, hands event frames on, and after a loss waits
 * ({@link Backoff}) to begin again.
 */
final class RelayConnection extends Endpoint {

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
     * @param changedAt when the state was entered
     */
    record Status(
            int relayId,
            State state,
            Instant changedAt,
            Instant connectedAt,
            Instant lastFrameAt,
            int failures,
            String lastError,
            String lastNotice) {}

    private static final Logger LOG = System.getLogger(RelayConnection.class.getName());
    private static final Set<String> CONTROL_VERBS = Set.of("EOSE", "CLOSED", "NOTICE", "OK", "AUTH");
    private static final String SUBSCRIPTION = "observatory";

    /** Events may reach a relay late: what is dated a little before the last connection's end is asked for again. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Relays.Target relay;
    private final FrameBuffer buffer;
    private final Optional<Duration> lookback;
    private final int maxFrameBytes;
    private final Clock clock;

    private State state = State.WAITING;
    private Instant changedAt;
    private Instant nextAttemptAt;
    private Instant connectedAt;
    private Instant lastFrameAt;
    private Optional<Instant> syncedUntil;
    private Asked asked = Asked.ANYTHING;
    private Instant askedAt;
    private int failures;
    private String lastError;
    private String lastNotice;
    private Session session;

    /**
     * @param cursor up to when everything was received earlier
     * @param lookback how far back the first subscription reaches; empty for everything
     */
    RelayConnection(
            Relays.Target relay,
            FrameBuffer buffer,
            Optional<Instant> cursor,
            Optional<Duration> lookback,
            int maxFrameBytes,
            Clock clock) {
        this.syncedUntil = cursor;
        this.relay = relay;
        this.buffer = buffer;
        this.lookback = lookback;
        this.maxFrameBytes = maxFrameBytes;
        this.clock = clock;
        this.changedAt = clock.instant();
        this.nextAttemptAt = changedAt;
    }

    synchronized Status status() {
        return new Status(relay.id(), state, changedAt, connectedAt, lastFrameAt, failures, lastError, lastNotice);
    }

    /** Whether the waiting is over. If so, the caller is the one to call {@link #connect}. */
    synchronized boolean claimAttempt() {
        if (state != State.WAITING || clock.instant().isBefore(nextAttemptAt)) {
            return false;
        }
        enter(State.CONNECTING);
        return true;
    }

    /** Connects; takes up to the handshake time-out. A failure ends in waiting, not in an exception. */
    void connect(WebSockets webSockets) {
        try {
            webSockets.connect(this, relay.url().toUri());
        } catch (DeploymentException | IOException | RuntimeException e) {
            lost(describe(e));
        }
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        Filter filter;
        synchronized (this) {
            if (state == State.STOPPED) {
                close(opened);
                return;
            }
            session = opened;
            connectedAt = clock.instant();
            lastError = null;
            askedAt = clock.instant();
            filter = since().map(Filter::since).orElse(Filter.ALL);
            asked = new Asked(SUBSCRIPTION, since().orElse(0L));
            enter(State.SYNCING);
        }
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::receive);
        opened.getAsyncRemote().sendText(new ClientMessage.Request(SUBSCRIPTION, List.of(filter)).toJson());
    }

    private Optional<Long> since() {
        if (syncedUntil.isPresent()) {
            return syncedUntil.map(until -> Math.max(0, until.minus(OVERLAP).getEpochSecond()));
        }
        return lookback.map(back -> clock.instant().minus(back).getEpochSecond());
    }

    private void receive(String frame) {
        Instant now = clock.instant();
        synchronized (this) {
            lastFrameAt = now;
        }
        Optional<RelayMessage> control = control(frame);
        if (control.isPresent()) {
            obey(control.get());
            if (control.get() instanceof RelayMessage.EndOfStored) {
                hand(ReceivedFrame.synced(relay.id(), askedAt));
            }
        } else {
            hand(ReceivedFrame.of(relay.id(), now, asked, frame, maxFrameBytes));
        }
    }

    private void hand(ReceivedFrame frame) {
        try {
            buffer.put(frame);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty for events, and for whatever cannot be understood: ingest judges, counts and keeps those. */
    private static Optional<RelayMessage> control(String frame) {
        if (!CONTROL_VERBS.contains(RelayMessage.verbOf(frame))) {
            return Optional.empty();
        }
        try {
            return Optional.of(RelayMessage.parse(frame, 0));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    private synchronized void obey(RelayMessage message) {
        if (message instanceof RelayMessage.EndOfStored) {
            failures = 0;
            lastError = null;
            syncedUntil = Optional.of(askedAt);
            enter(State.LIVE);
        } else if (message instanceof RelayMessage.Closed closed) {
            lastError = "subscription closed: " + closed.message();
            close(session);
        } else if (message instanceof RelayMessage.Notice notice) {
            lastNotice = notice.message();
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        lost("closed with %d %s"
                .formatted(reason.getCloseCode().getCode(), String.valueOf(reason.getReasonPhrase()))
                .strip());
    }

    @Override
    public void onError(Session failed, Throwable cause) {
        LOG.log(Level.DEBUG, "Error on the connection to " + relay.url(), cause);
        synchronized (this) {
            lastError = describe(cause);
        }
    }

    private synchronized void lost(String why) {
        if (state == State.STOPPED || state == State.WAITING) {
            return;
        }
        session = null;
        failures++;
        lastError = lastError == null || state == State.CONNECTING ? why : lastError + "; " + why;
        nextAttemptAt = clock.instant().plus(Backoff.delay(failures, RandomGenerator.getDefault()));
        enter(State.WAITING);
        LOG.log(Level.DEBUG, "{0}: {1}, next attempt at {2}", relay.url(), why, nextAttemptAt);
    }

    /** Ends the connection for good. */
    synchronized void stop() {
        enter(State.STOPPED);
        close(session);
    }

    private void enter(State next) {
        state = next;
        changedAt = clock.instant();
    }

    private static void close(Session session) {
        if (session != null) {
            try {
                session.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "Could not close cleanly", e);
            }
        }
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        return root.getClass().getSimpleName() + message;
    }
}
