package org.nostrobservatory.collector;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RelayMessage;

/**
 * One WebSocket to a relay, from its opening to its end: subscribes (NIP-01), says who we are if it must be (NIP-42),
 * hands frames on, and notices when nothing comes any more. Frames come on a thread of the socket, one after the other;
 * {@link #tick} comes from the collector's clock. No lock is held while something is sent, closed or put.
 */
final class Conversation extends Endpoint {

    /** Who is told how it goes. */
    interface Listener {

        /** It is open. False if it is not wanted any more. */
        boolean opened(Conversation conversation);

        /** A frame came. */
        void heard(Instant at);

        /** The relay has sent all its stored events. */
        void live(Conversation conversation);

        /** Everything up to this time has been handed on. */
        void synced(Instant until);

        /** The relay says something to people (NOTICE). */
        void noticed(String text);

        /** It is over. May be said more than once: the first time counts. */
        void ended(Conversation conversation, Setback why);
    }

    private static final Logger LOG = System.getLogger(Conversation.class.getName());
    private static final Set<String> CONTROL_VERBS = Set.of("EOSE", "CLOSED", "NOTICE", "OK", "AUTH");

    private final int relayId;
    private final int maxFrameBytes;
    private final FrameBuffer buffer;
    private final AuthExchange auth;
    private final Listener listener;
    private final Clock clock;
    private final KeepAlive keepAlive;
    private volatile Subscription subscription;
    private volatile Session session;
    private volatile boolean live;
    private volatile String error;

    Conversation(
            int relayId,
            Subscription subscription,
            AuthExchange auth,
            FrameBuffer buffer,
            int maxFrameBytes,
            Clock clock,
            Listener listener) {
        this.relayId = relayId;
        this.subscription = subscription;
        this.auth = auth;
        this.buffer = buffer;
        this.maxFrameBytes = maxFrameBytes;
        this.clock = clock;
        this.listener = listener;
        this.keepAlive = new KeepAlive(clock.instant());
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        if (!listener.opened(this)) {
            close();
            return;
        }
        keepAlive.progressed(clock.instant());
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::receive);
        opened.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) this::receive);
        ask();
    }

    private void ask() {
        subscription = subscription.again(clock.instant());
        send(subscription.request());
    }

    private void send(ClientMessage message) {
        session.getAsyncRemote().sendText(message.toJson());
    }

    private void receive(String frame) {
        Instant now = clock.instant();
        listener.heard(now);
        Optional<RelayMessage> control = control(frame);
        if (control.isPresent()) {
            keepAlive.heard(now);
            obey(control.get(), now);
        } else {
            keepAlive.progressed(now);
            hand(ReceivedFrame.of(relayId, now, subscription.asked(), frame, maxFrameBytes));
        }
    }

    private void receive(PongMessage pong) {
        Optional<Instant> pingedAt = keepAlive.answered(pong.getApplicationData(), clock.instant());
        if (live && pingedAt.isPresent()) {
            synced(pingedAt.get());
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

    /** Waits for room: that is how the pace of the database reaches the socket. */
    private void hand(ReceivedFrame frame) {
        try {
            buffer.put(frame);
        } catch (InterruptedException e) {
            // The frame is lost, so nothing may be called synchronised after it.
            Thread.currentThread().interrupt();
            live = false;
            end(Setback.of("the server stops"));
        }
    }

    private void synced(Instant until) {
        hand(ReceivedFrame.synced(relayId, until));
        listener.synced(until);
    }

    private void obey(RelayMessage message, Instant now) {
        if (message instanceof RelayMessage.EndOfStored end) {
            if (subscription.isNamed(end.subscription()) && !live) {
                live = true;
                listener.live(this);
                synced(subscription.askedAt());
            }
        } else if (message instanceof RelayMessage.Closed closed) {
            if (subscription.isNamed(closed.subscription())) {
                refused(closed.message(), now);
            }
        } else if (message instanceof RelayMessage.Notice notice) {
            listener.noticed(notice.message());
        } else if (message instanceof RelayMessage.Challenge challenge) {
            take(auth.challenged(challenge.challenge()), now);
        } else if (message instanceof RelayMessage.Ok ok) {
            take(auth.judged(ok.id()), now);
        }
    }

    private void refused(String message, Instant now) {
        live = false;
        AuthExchange.Step step = message.startsWith("auth-required:") ? auth.demanded(now) : AuthExchange.Step.GIVE_UP;
        if (step == AuthExchange.Step.GIVE_UP) {
            end(Setback.closed(message));
        } else {
            take(step, now);
        }
    }

    private void take(AuthExchange.Step step, Instant now) {
        switch (step) {
            case ANSWER -> send(auth.answer(now));
            case ASK_AGAIN -> ask();
            case GIVE_UP -> end(Setback.refused("auth-required, but no challenge came"));
            case NOTHING -> {}
        }
    }

    /** To be called about once a second. Never waits. */
    void tick(Instant now) {
        if (session == null) {
            return;
        }
        if (buffer.isFull()) {
            // The silence is ours: nothing is read until there is room.
            keepAlive.progressed(now);
            return;
        }
        if (keepAlive.isDead(now)) {
            end(Setback.of("nothing came for 90 seconds, no pong either"));
        } else if (!live && keepAlive.isStuck(now)) {
            end(Setback.of("no EOSE: stored events stopped coming 60 seconds ago"));
        } else {
            take(auth.overdue(now), now);
            keepAlive.nextPing(now).ifPresent(this::ping);
        }
    }

    private void ping(ByteBuffer payload) {
        try {
            session.getAsyncRemote().sendPing(payload);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "Could not ping", e);
        }
    }

    private void end(Setback why) {
        listener.ended(this, why);
        close();
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        String why = "closed with %d %s"
                .formatted(reason.getCloseCode().getCode(), String.valueOf(reason.getReasonPhrase()))
                .strip();
        listener.ended(this, Setback.of(error == null ? why : error + "; " + why));
    }

    @Override
    public void onError(Session failed, Throwable cause) {
        LOG.log(Level.DEBUG, "Error on a connection", cause);
        error = FailedHandshake.describe(cause);
    }

    /** Closes the socket, if it is open. */
    void close() {
        Session open = session;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | IllegalStateException e) {
                LOG.log(Level.DEBUG, "Could not close cleanly", e);
            }
        }
    }
}
