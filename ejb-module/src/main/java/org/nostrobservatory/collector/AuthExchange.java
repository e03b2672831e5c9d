package org.nostrobservatory.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/**
 * Says who we are to a relay that demands it (NIP-42): only when it refuses the subscription otherwise, once a
 * connection, with its newest challenge.
 */
final class AuthExchange {

    /** What there is to do. */
    enum Step {
        NOTHING,
        ANSWER,
        ASK_AGAIN,
        GIVE_UP
    }

    private enum State {
        IDLE,
        DEMANDED,
        ANSWERED,
        OVER
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_CHALLENGE_CHARS = 1024;

    private final SecretKey key;
    private final RelayUrl dialled;
    private String challenge;
    private State state = State.IDLE;
    private Instant since;
    private Bytes awaited;

    AuthExchange(SecretKey key, RelayUrl dialled) {
        this.key = key;
        this.dialled = dialled;
    }

    /** A challenge came. It replaces the earlier one; absurd ones are ignored. */
    synchronized Step challenged(String text) {
        if (text.length() > MAX_CHALLENGE_CHARS) {
            return Step.NOTHING;
        }
        challenge = text;
        return state == State.DEMANDED ? Step.ANSWER : Step.NOTHING;
    }

    /** The subscription was closed because we have not said who we are. */
    synchronized Step demanded(Instant now) {
        if (state != State.IDLE) {
            return Step.GIVE_UP;
        }
        state = State.DEMANDED;
        since = now;
        return challenge == null ? Step.NOTHING : Step.ANSWER;
    }

    /** The answer to send. */
    synchronized ClientMessage.Authenticate answer(Instant now) {
        state = State.ANSWERED;
        since = now;
        var event = key.sign(
                now.getEpochSecond(),
                Kinds.CLIENT_AUTHENTICATION,
                List.of(Tag.of("relay", dialled.value()), Tag.of("challenge", challenge)),
                "");
        awaited = event.id();
        return new ClientMessage.Authenticate(event);
    }

    /** The relay has judged an event. Whatever it says of ours, the subscription is worth one more attempt. */
    synchronized Step judged(Bytes event) {
        return state == State.ANSWERED && event.equals(awaited) ? askAgain() : Step.NOTHING;
    }

    /** Nothing lasts for ever. */
    synchronized Step overdue(Instant now) {
        if (since == null || now.isBefore(since.plus(PATIENCE))) {
            return Step.NOTHING;
        }
        return switch (state) {
            case DEMANDED -> Step.GIVE_UP;
            case ANSWERED -> askAgain();
            case IDLE, OVER -> Step.NOTHING;
        };
    }

    private Step askAgain() {
        state = State.OVER;
        return Step.ASK_AGAIN;
    }
}
