package org.nostrobservatory.collector;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.nostrobservatory.ingest.Asked;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Filter;

/**
 * Makes sure that all stored events come from a relay that sends only so many of them at once, the newest first
 * (NIP-01): after the first ones, pages of what is not younger than the oldest that came, until a page is empty or the
 * relay says that there is no more (NIP-67). Pages are asked for by a second subscription; the first one stays.
 *
 * <p>Bounds: of one second, no more comes than the relay sends at once, because no filter divides a second; and after
 * {@value #MAX_PAGES} pages it is enough. Both are logged.
 */
final class LookBack {

    /** What there is to do. */
    enum Step {
        NOTHING,
        /** Send {@link #request()}. */
        ASK,
        /** All stored events have come. */
        COMPLETE,
        /** The relay does not answer: what is missing is for the next connection. */
        GIVE_UP
    }

    static final int MAX_PAGES = 10_000;

    private static final Logger LOG = System.getLogger(LookBack.class.getName());
    private static final String NAME = "observatory-past";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MAX_REFUSALS = 3;
    private static final long NONE = Long.MAX_VALUE;

    private enum State {
        FIRST,
        PAGE,
        PAUSED,
        OVER
    }

    private final int relayId;
    private final Asked first;
    private final Asked asked;
    private final OptionalInt limit;
    private final boolean mayAskMore;
    private State state = State.FIRST;
    private Instant lastSign;
    private long until = Long.MAX_VALUE;
    private long oldest = NONE;
    /** The second that a page was full of, or might have been. */
    private OptionalLong suspect = OptionalLong.empty();

    private int pages;
    private int refusals;

    /**
     * @param first what the first subscription asks for
     * @param limit how many events the relay sends at once, if it is known
     * @param mayAskMore whether there may be a second subscription
     */
    LookBack(int relayId, Asked first, OptionalInt limit, boolean mayAskMore, Instant now) {
        this.relayId = relayId;
        this.first = first;
        this.asked = new Asked(NAME, first.since());
        this.limit = limit;
        this.mayAskMore = mayAskMore;
        this.lastSign = now;
    }

    /** What was asked for by the subscription of this name. */
    Asked asked(String subscription) {
        return subscription.equals(NAME) ? asked : first;
    }

    boolean isNamed(String subscription) {
        return subscription.equals(NAME);
    }

    /** Whether the first subscription's stored events are still coming. */
    synchronized boolean isFirst() {
        return state == State.FIRST;
    }

    synchronized boolean isOver() {
        return state == State.OVER;
    }

    /** An event came. */
    synchronized void came(FrameGlance event, Instant now) {
        if (state == State.OVER || !event.subscription().equals(current().subscription())) {
            return;
        }
        lastSign = now;
        long createdAt = event.createdAt().orElse(NONE);
        if (createdAt >= first.since() && createdAt <= until) {
            oldest = Math.min(oldest, createdAt);
        }
    }

    private Asked current() {
        return state == State.FIRST ? first : asked;
    }

    /** Nothing could come, because we did not read. */
    synchronized void excused(Instant now) {
        lastSign = now;
    }

    /** The relay has sent what it sends at once. */
    synchronized Step ended(String subscription, boolean finished, Instant now) {
        boolean awaited = state == State.FIRST || state == State.PAGE;
        if (!awaited || !subscription.equals(current().subscription())) {
            return Step.NOTHING;
        }
        refusals = 0;
        if (oldest != NONE && suspect.isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "Relay {0} has more events of the second {1} than it sends at once: some may be missing",
                    relayId,
                    Long.toString(suspect.getAsLong()));
        }
        if (finished || oldest == NONE || !mayAskMore) {
            return over(Step.COMPLETE);
        }
        // The oldest second may have been cut off, so it is asked for again; unless nothing else came.
        boolean stuck = oldest == until;
        suspect = stuck ? OptionalLong.of(oldest) : OptionalLong.empty();
        until = stuck ? oldest - 1 : oldest;
        oldest = NONE;
        if (until < first.since()) {
            return over(Step.COMPLETE);
        }
        if (pages == MAX_PAGES) {
            LOG.log(
                    Level.WARNING,
                    "Relay {0} has sent {1} pages: what it has from before {2} is not asked for",
                    relayId,
                    pages,
                    Instant.ofEpochSecond(until));
            return over(Step.COMPLETE);
        }
        pages++;
        return ask(now);
    }

    /** The relay has closed the subscription for the page. */
    synchronized Step refused(Instant now) {
        if (state != State.PAGE) {
            return Step.NOTHING;
        }
        refusals++;
        if (refusals == MAX_REFUSALS) {
            return over(Step.GIVE_UP);
        }
        state = State.PAUSED;
        lastSign = now;
        return Step.NOTHING;
    }

    /** To be called about once a second. */
    synchronized Step overdue(Instant now) {
        return switch (state) {
            case PAGE -> now.isBefore(lastSign.plus(PATIENCE)) ? Step.NOTHING : refused(now);
            case PAUSED -> now.isBefore(lastSign.plus(PAUSE)) ? Step.NOTHING : ask(now);
            case FIRST, OVER -> Step.NOTHING;
        };
    }

    private Step ask(Instant now) {
        state = State.PAGE;
        lastSign = now;
        oldest = NONE;
        return Step.ASK;
    }

    private Step over(Step how) {
        state = State.OVER;
        return how;
    }

    /** For the page that is due. */
    synchronized ClientMessage.Request request() {
        OptionalLong from = first.since() == 0 ? OptionalLong.empty() : OptionalLong.of(first.since());
        Filter page = new Filter(null, null, null, Map.of(), from, OptionalLong.of(until), limit);
        return new ClientMessage.Request(NAME, List.of(page));
    }

    /** Whether there is a subscription to close. */
    synchronized boolean hasAsked() {
        return pages > 0;
    }

    ClientMessage.Close close() {
        return new ClientMessage.Close(NAME);
    }
}
