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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.ingest.Asked;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RelayInformation;
import org.nostrobservatory.protocol.RelayMessage;

/**
 * One WebSocket to a relay, from its opening to its end: subscribes (NIP-01), within the relay's limits (NIP-11), says who
 * we are if it must be (NIP-42), asks until it has all that is stored ({@link LookBack}), hands frames on, and notices when
 * nothing comes any more. Frames come on a thread of the socket, one after the other;
 * {@link #tick} comes from the collector's clock. No lock is held while something is sent, closed or put.
 */
final class Conversation extends Endpoint {

    /** Who is told how it goes. */
    interface Listener {

        /** It is open. False if it is not wanted any more. */
        boolean opened(Conversation conversation);

        /** A frame came. */
        void heard(Conversation conversation, Instant at);

        /** The relay has sent its stored events. */
        void live(Conversation conversation);

        /** Everything up to this time has been handed on. */
        void synced(Conversation conversation, Instant until);

        /** The relay says something to people (NOTICE). */
        void noticed(Conversation conversation, String text);

        /** It is over. May be said more than once: the first time counts. */
        void ended(Conversation conversation, Setback why);
    }

    private static final Logger LOG = System.getLogger(Conversation.class.getName());
    private static final Set<String> CONTROL_VERBS = Set.of("EOSE", "CLOSED", "NOTICE", "OK", "AUTH");

    private final int relayId;
    private final long lease;
    private final RelayConnection.Terms terms;
    private final AuthExchange auth;
    private final RelayInformation limits;
    private final Listener listener;
    private final Clock clock;
    private final KeepAlive keepAlive;
    private volatile Subscription subscription;
    private volatile Session session;
    private volatile LookBack lookBack;
    /** Whether everything that the relay had stored, and whatever came since, has been handed on. */
    private volatile boolean complete;

    private volatile String error;

    Conversation(
            int relayId,
            long lease,
            Subscription subscription,
            AuthExchange auth,
            RelayInformation limits,
            RelayConnection.Terms terms,
            Listener listener) {
        this.relayId = relayId;
        this.lease = lease;
        this.subscription = subscription;
        this.auth = auth;
        this.limits = limits;
        this.terms = terms;
        this.clock = terms.clock();
        this.listener = listener;
        this.keepAlive = new KeepAlive(clock.instant());
        this.lookBack = lookBack();
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
        // So that the horizon stays where it is if this ends before everything has come: another server may go on.
        subscription.horizon().ifPresent(this::synced);
        ask();
    }

    private void ask() {
        subscription = subscription.again(clock.instant());
        lookBack = lookBack();
        send(subscription.request(limits.maxLimit()));
    }

    private LookBack lookBack() {
        boolean mayAskMore = limits.maxSubscriptions().orElse(2) >= 2;
        return new LookBack(relayId, subscription.asked(), limits.maxLimit(), mayAskMore, clock.instant());
    }

    private void send(ClientMessage message) {
        String text = message.toJson();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > limits.maxMessageLength().orElse(Integer.MAX_VALUE)) {
            end(Setback.refused("takes no message of " + length + " bytes"));
        } else {
            session.getAsyncRemote().sendText(text);
        }
    }

    private void receive(String frame) {
        Instant now = clock.instant();
        listener.heard(this, now);
        Optional<RelayMessage> control = control(frame);
        if (control.isPresent()) {
            keepAlive.heard(now);
            obey(control.get(), now);
        } else {
            keepAlive.progressed(now);
            hand(received(frame, asked(frame, now), now));
        }
    }

    private ReceivedFrame received(String frame, Asked asked, Instant now) {
        return terms.known()
                .find(frame, asked)
                .map(event -> ReceivedFrame.copy(relayId, now, event))
                .orElseGet(() -> ReceivedFrame.of(relayId, now, asked, frame, terms.maxFrameBytes()));
    }

    private Asked asked(String frame, Instant now) {
        LookBack current = lookBack;
        if (current.isOver()) {
            return current.asked(FrameGlance.subscription(frame));
        }
        FrameGlance glance = FrameGlance.at(frame);
        current.came(glance, now);
        return current.asked(glance.subscription());
    }

    private void receive(PongMessage pong) {
        Optional<Instant> pingedAt = keepAlive.answered(pong.getApplicationData(), clock.instant());
        if (complete && pingedAt.isPresent()) {
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
            terms.buffer().put(frame);
        } catch (InterruptedException e) {
            // The frame is lost, so nothing may be called synchronised after it.
            Thread.currentThread().interrupt();
            complete = false;
            end(Setback.of("the server stops"));
        }
    }

    private void synced(Instant until) {
        hand(ReceivedFrame.synced(relayId, until, lease));
        listener.synced(this, until);
    }

    private void obey(RelayMessage message, Instant now) {
        if (message instanceof RelayMessage.EndOfStored end) {
            look(lookBack.ended(end.subscription(), end.finished(), now));
        } else if (message instanceof RelayMessage.Closed closed) {
            if (subscription.isNamed(closed.subscription())) {
                refused(closed.message(), now);
            } else if (lookBack.isNamed(closed.subscription())) {
                look(lookBack.refused(now));
            }
        } else if (message instanceof RelayMessage.Notice notice) {
            listener.noticed(this, notice.message());
        } else if (message instanceof RelayMessage.Challenge challenge) {
            take(auth.challenged(challenge.challenge()), now);
        } else if (message instanceof RelayMessage.Ok ok) {
            take(auth.judged(ok.id()), now);
        }
    }

    private void look(LookBack.Step step) {
        switch (step) {
            case ASK -> send(lookBack.request());
            case COMPLETE -> caughtUp(true);
            case GIVE_UP -> caughtUp(false);
            case NOTHING -> {}
        }
    }

    private void caughtUp(boolean completely) {
        if (lookBack.hasAsked()) {
            send(lookBack.close());
        }
        listener.live(this);
        if (completely) {
            complete = true;
            synced(subscription.askedAt());
        }
    }

    private void refused(String message, Instant now) {
        complete = false;
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
        if (terms.buffer().isFull()) {
            // The silence is ours: nothing is read until there is room.
            keepAlive.progressed(now);
            lookBack.excused(now);
            return;
        }
        if (keepAlive.isDead(now)) {
            end(Setback.of("nothing came for 90 seconds, no pong either"));
        } else if (lookBack.isFirst() && keepAlive.isStuck(now)) {
            end(Setback.of("no EOSE: stored events stopped coming 60 seconds ago"));
        } else {
            take(auth.overdue(now), now);
            look(lookBack.overdue(now));
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
        error = Setback.cut(FailedHandshake.describe(cause));
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
