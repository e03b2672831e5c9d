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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.ingest.EventQueue;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.RelayCursors;
import org.nostrobservatory.relay.Relays;

/**
 * Keeps a connection to every relay that is leased to this server. Which ones these are is asked every second: what an
 * administrator decides takes effect within seconds, on whichever server he did it.
 */
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
    private Leases leases;

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

    /** By relay; those first that are to be connected to first. */
    private Map<Integer, RelayConnection> connections = new LinkedHashMap<>();
    /** Whose last state is not written down yet. */
    private final Map<Integer, RelayConnection> left = new LinkedHashMap<>();
    /** Of connections that are being closed. */
    private final Set<Long> ending = ConcurrentHashMap.newKeySet();

    private final Semaphore attempts = new Semaphore(PARALLEL_ATTEMPTS);
    private final Clock clock = Clock.systemUTC();
    private WebSockets webSockets;
    private RelayConnection.Terms terms;
    private FrameSender sender;
    private SocksBridge bridge;
    private ScheduledFuture<?> ticking;

    @PostConstruct
    void start() {
        if (!leases.areShared()
                || settings.isSet(Setting.RELAYS)
                || relays.list("", 1).isEmpty()) {
            relays.configure(settings.get(Setting.RELAYS));
        }
        webSockets = new WebSockets(settings.get(Setting.ALLOW_PRIVATE_RELAYS), torProxy());
        FrameBuffer buffer = new FrameBuffer(BUFFER_CHARS);
        sender = new FrameSender(buffer, queue, settings);
        terms = new RelayConnection.Terms(
                buffer,
                known,
                settings.get(Setting.LOOKBACK),
                settings.get(Setting.MAX_FRAME_BYTES),
                identity.key(),
                clock);
        leases.begin();
        follow(leases.held());
        executor.execute(sender);
        ticking = scheduler.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        long collecting = connections.values().stream()
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

    /** Connects to those that are new, and leaves those that are not among them any more. */
    private void follow(List<Leases.Lease> held) {
        Map<Integer, RelayConnection> wanted = new LinkedHashMap<>();
        List<Leases.Lease> added = new ArrayList<>();
        for (Leases.Lease lease : held) {
            RelayConnection connection = connections.get(lease.relay().id());
            if (connection == null || connection.lease() != lease.token()) {
                added.add(lease);
            }
            wanted.put(lease.relay().id(), connection);
        }
        if (!added.isEmpty()) {
            Map<Integer, Instant> syncedUntil = cursors.all();
            for (Leases.Lease lease : added) {
                int id = lease.relay().id();
                wanted.put(id, begin(lease, Optional.ofNullable(syncedUntil.get(id))));
            }
        }
        connections.forEach((id, connection) -> {
            if (wanted.get(id) != connection) {
                left.put(id, connection);
                end(connection);
            }
        });
        wanted.keySet().forEach(left::remove);
        connections = wanted;
        leases.use(used());
    }

    /** A relay that does not answer holds up the end of its connection for a while. */
    private void end(RelayConnection connection) {
        ending.add(connection.lease());
        executor.execute(() -> {
            try {
                connection.stop();
            } finally {
                ending.remove(connection.lease());
            }
        });
    }

    private Set<Long> used() {
        Set<Long> used = new HashSet<>(ending);
        Stream.of(connections, left)
                .flatMap(some -> some.values().stream())
                .map(RelayConnection::lease)
                .forEach(used::add);
        return used;
    }

    private RelayConnection begin(Leases.Lease lease, Optional<Instant> syncedUntil) {
        RelayConnection connection = new RelayConnection(lease, syncedUntil, terms);
        relays.refusal(lease.relay().url()).ifPresent(connection::refuse);
        return connection;
    }

    private synchronized void tick() {
        try {
            for (RelayConnection connection : connections.values()) {
                connection.tick();
                if (attempts.availablePermits() > 0 && connection.claimAttempt()) {
                    attempts.acquireUninterruptibly();
                    executor.execute(() -> attempt(connection));
                }
            }
            follow(leases.held());
            saveStates();
        } catch (RuntimeException e) {
            // An exception would end the schedule; the database, say, may be back at the next tick.
            LOG.log(Level.WARNING, "Tick of the collector failed", e);
        }
    }

    private void saveStates() {
        List<RelayConnection.Status> statuses = Stream.of(connections, left)
                .flatMap(some -> some.values().stream())
                .map(RelayConnection::status)
                .toList();
        states.save(statuses, clock.instant());
        for (RelayConnection.Status status : statuses) {
            if (status.state() == RelayConnection.State.STOPPED) {
                left.remove(status.relayId());
            }
        }
    }

    private void attempt(RelayConnection connection) {
        try {
            connection.connect(webSockets);
        } finally {
            attempts.release();
        }
    }

    @PreDestroy
    synchronized void stop() {
        ticking.cancel(false);
        connections.values().forEach(RelayConnection::stop);
        sender.finish(FINISH_TIME);
        try {
            saveStates();
            leases.leave();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Could not write down that the connections are stopped", e);
        }
        if (bridge != null) {
            bridge.close();
        }
    }
}
