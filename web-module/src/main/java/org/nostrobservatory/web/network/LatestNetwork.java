package org.nostrobservatory.web.network;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.network.NetworkHistory;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.web.api.Answers;

/** The network as all who look at it share it, so that many of them ask the database as often as one: some seconds old. */
@ApplicationScoped
public class LatestNetwork {

    private static final Duration AGE = Duration.ofSeconds(2);
    private static final Duration SLOW_AGE = Duration.ofSeconds(20);
    private static final int KINDS = 1000;

    /** Longer timelines are not remembered: they take more memory than time. */
    private static final int REMEMBERED_BUCKETS = 300;

    /** What a timeline covers. */
    record Span(Duration window, Duration interval) {}

    @Inject
    private Network network;

    @Inject
    private NetworkHistory past;

    @Inject
    private Answers answers;

    private Function<Object, Network.Overview> overview;
    private Function<Span, List<Network.Bucket>> timeline;
    private Function<Window, HourOfDay> hours;
    private Function<Window, List<NetworkHistory.Snapshot>> history;
    private Function<Object, List<Network.Kind>> kinds;

    @PostConstruct
    void remember() {
        overview = answers.remembered(AGE, any -> network.overview(Instant.now()));
        timeline = answers.remembered(AGE, this::ask);
        hours = answers.remembered(
                SLOW_AGE, window -> network.hourOfDay(Instant.now(), Duration.ofHours(window.hours())));
        history = answers.remembered(SLOW_AGE, window -> past.history(Instant.now(), window));
        kinds = answers.remembered(SLOW_AGE, any -> network.kinds(KINDS));
    }

    /** As {@link Network#overview}. */
    public Network.Overview overview() {
        return overview.apply("");
    }

    /**
     * As {@link Network#timeline}.
     *
     * @param interval whole minutes
     */
    public List<Network.Bucket> timeline(Duration window, Duration interval) {
        Span span = new Span(window, interval);
        return window.dividedBy(interval) <= REMEMBERED_BUCKETS ? timeline.apply(span) : ask(span);
    }

    /** As {@link Network#hourOfDay}. */
    public HourOfDay hourOfDay(Window window) {
        return hours.apply(window);
    }

    /** As {@link NetworkHistory#history}. */
    public List<NetworkHistory.Snapshot> history(Window window) {
        return history.apply(window);
    }

    /** The kinds with most stored events. */
    public List<Network.Kind> kinds(int limit) {
        return kinds.apply("").stream().limit(limit).toList();
    }

    private List<Network.Bucket> ask(Span span) {
        return network.timeline(Instant.now(), span.window(), span.interval());
    }
}
