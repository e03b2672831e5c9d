package org.nostrobservatory.sample;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.nostrobservatory.protocol.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SampleNetwork} whose time passes: several relays carry the history and the new events of one network. */
public final class LivingNetwork implements AutoCloseable {

    /** New events a second where nothing else is said. */
    public static final double EVENTS_PER_SECOND = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LivingNetwork.class);
    private static final Duration HISTORY = Duration.ofHours(48);
    private static final int HISTORY_EVENTS = 6000;
    private static final double LONGEST_PAUSE = 5;

    private final SampleNetwork network;
    private final List<Event> history;
    private final double meanPauseNanos;
    private final SplittableRandom jitter = new SplittableRandom();
    private final List<Consumer<Event>> relays = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sample-network");
        thread.setDaemon(true);
        return thread;
    });

    /** A network with 6,000 events of the last 48 hours and about 4 new ones a second. */
    public LivingNetwork(SampleNetwork network) {
        this(network, HISTORY, HISTORY_EVENTS, EVENTS_PER_SECOND);
    }

    /**
     * @param network one that has not begun to live
     * @param back how far the history reaches into the past
     * @param historyEvents how many events it has
     * @param eventsPerSecond new events a second on average, positive; the pauses between them vary
     */
    public LivingNetwork(SampleNetwork network, Duration back, int historyEvents, double eventsPerSecond) {
        if (!(eventsPerSecond > 0)) {
            throw new IllegalArgumentException("eventsPerSecond must be positive, is " + eventsPerSecond);
        }
        this.network = network;
        this.history = network.history(back, historyEvents);
        this.meanPauseNanos = TimeUnit.SECONDS.toNanos(1) / eventsPerSecond;
    }

    /** Lets new events happen from now on. To be called once, after the relays have been started. */
    public void start() {
        scheduleNext();
    }

    /** The events before the start, oldest first. */
    public List<Event> history() {
        return history;
    }

    /** Hands the history and then every new event to a relay. */
    void attach(Consumer<Event> relay) {
        history.forEach(relay);
        relays.add(relay);
    }

    void detach(Consumer<Event> relay) {
        relays.remove(relay);
    }

    private void scheduleNext() {
        double pauses = Math.min(LONGEST_PAUSE, -Math.log(1 - jitter.nextDouble()));
        ticker.schedule(this::tick, (long) (meanPauseNanos * pauses), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        try {
            Event event = network.next();
            relays.forEach(relay -> relay.accept(event));
        } catch (RuntimeException e) {
            LOG.error("the sample network has failed to make an event", e);
        }
        if (!ticker.isShutdown()) {
            scheduleNext();
        }
    }

    /** Ends the network's life; relays keep what they have. */
    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
