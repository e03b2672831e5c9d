package org.nostrobservatory.collector;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.ingest.EventQueue;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.RelayCursors;
import org.nostrobservatory.relay.Relays;

/** Keeps a connection to every relay that is to be collected from. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Collector {

    private static final Logger LOG = System.getLogger(Collector.class.getName());
    private static final int PARALLEL_ATTEMPTS = 20;
    private static final long BUFFER_CHARS = 32L << 20;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FINISH_TIME = Duration.ofSeconds(10);

    @Inject
    private Settings settings;

    @Inject
    private Relays relays;

    @Inject
    private RelayConnections states;

    @Inject
    private RelayCursors cursors;

    @Inject
    private RelayIdentity identity;

    @Inject
    private EventQueue queue;

    @Inject
    private KnownEvents known;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final List<RelayConnection> connections = new ArrayList<>();
    private final Semaphore attempts = new Semaphore(PARALLEL_ATTEMPTS);
    private final Clock clock = Clock.systemUTC();
    private WebSockets webSockets;
    private FrameSender sender;
    private SocksBridge bridge;
    private ScheduledFuture<?> ticking;

    @PostConstruct
    void start() {
        relays.configure(settings.get(Setting.RELAYS));
        webSockets = new WebSockets(settings.get(Setting.ALLOW_PRIVATE_RELAYS), torProxy());
        FrameBuffer buffer = new FrameBuffer(BUFFER_CHARS);
        sender = new FrameSender(buffer, queue, settings);
        Map<Integer, Instant> syncedUntil = cursors.all();
        RelayConnection.Terms terms = new RelayConnection.Terms(
                buffer,
                known,
                settings.get(Setting.LOOKBACK),
                settings.get(Setting.MAX_FRAME_BYTES),
                identity.key(),
                clock);
        for (Relays.Target relay : relays.targets()) {
            RelayConnection connection =
                    new RelayConnection(relay, Optional.ofNullable(syncedUntil.get(relay.id())), terms);
            webSockets.refusal(relay.url()).ifPresent(connection::refuse);
            connections.add(connection);
        }
        executor.execute(sender);
        ticking = scheduler.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        long collecting = connections.stream()
                .filter(connection -> connection.status().state() != RelayConnection.State.STOPPED)
                .count();
        LOG.log(Level.INFO, "Collecting from {0} of {1} relays as {2}", collecting, connections.size(), terms.key());
    }

    private Optional<URI> torProxy() {
        Optional<URI> proxy = settings.get(Setting.TOR_PROXY);
        if (proxy.filter(uri -> uri.getScheme().equals("socks5")).isEmpty()) {
            return proxy;
        }
        try {
            bridge = new SocksBridge(
                    new InetSocketAddress(proxy.get().getHost(), proxy.get().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException("the bridge to the SOCKS proxy cannot listen", e);
        }
        executor.execute(bridge);
        return Optional.of(bridge.uri());
    }

    private void tick() {
        try {
            for (RelayConnection connection : connections) {
                connection.tick();
                if (attempts.availablePermits() > 0 && connection.claimAttempt()) {
                    attempts.acquireUninterruptibly();
                    executor.execute(() -> attempt(connection));
                }
            }
            saveStates();
        } catch (RuntimeException e) {
            // An exception would end the schedule; the database, say, may be back at the next tick.
            LOG.log(Level.WARNING, "Tick of the collector failed", e);
        }
    }

    /** One at a time, so that what was seen last is written last. */
    private synchronized void saveStates() {
        states.save(connections.stream().map(RelayConnection::status).toList(), clock.instant());
    }

    private void attempt(RelayConnection connection) {
        try {
            connection.connect(webSockets);
        } finally {
            attempts.release();
        }
    }

    @PreDestroy
    void stop() {
        ticking.cancel(false);
        connections.forEach(RelayConnection::stop);
        sender.finish(FINISH_TIME);
        try {
            saveStates();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Could not write down that the connections are stopped", e);
        }
        if (bridge != null) {
            bridge.close();
        }
    }
}
