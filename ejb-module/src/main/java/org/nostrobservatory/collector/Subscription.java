package org.nostrobservatory.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.nostrobservatory.ingest.Asked;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Filter;

/**
 * What is asked of a relay (NIP-01): everything, from a time on.
 *
 * @param askedAt when it was sent; what comes into being later arrives by itself
 * @param horizon of a relay that was never synchronised, what is older is not wanted; empty if it was, or everything is
 */
record Subscription(Asked asked, Instant askedAt, Optional<Instant> horizon) {

    private static final String NAME = "observatory";

    /** Events may reach a relay late: what is dated a little before the cursor is asked for again. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    /**
     * @param cursor up to when everything was received before
     * @param lookback without a cursor, how far back to ask; empty for everything
     */
    static Subscription begin(Instant now, Optional<Instant> cursor, Optional<Duration> lookback) {
        Optional<Instant> horizon = cursor.isPresent() ? Optional.empty() : lookback.map(now::minus);
        Optional<Instant> since = cursor.map(until -> until.minus(OVERLAP)).or(() -> horizon);
        long seconds = Math.max(0, since.map(Instant::getEpochSecond).orElse(0L));
        return new Subscription(new Asked(NAME, seconds), now, horizon);
    }

    /** The same, sent again. */
    Subscription again(Instant now) {
        return new Subscription(asked, now, horizon);
    }

    boolean isNamed(String name) {
        return asked.subscription().equals(name);
    }

    /** @param limit how many stored events the relay sends at once, if it is known */
    ClientMessage.Request request(OptionalInt limit) {
        OptionalLong since = asked.since() == 0 ? OptionalLong.empty() : OptionalLong.of(asked.since());
        Filter filter = new Filter(null, null, null, Map.of(), since, OptionalLong.empty(), limit);
        return new ClientMessage.Request(asked.subscription(), List.of(filter));
    }
}
