package org.nostrobservatory.collector;

import static org.nostrobservatory.ingest.SampleEvents.ALICE;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.sample.SampleRelay;

/**
 * Threads and memory of 1,000 connections; relay and collector share the JVM. No test: run it by
 * {@code mvn verify -pl ejb-module -am -Dtest=ManyConnectionsMeasurement -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ManyConnectionsMeasurement {

    private static final int CONNECTIONS = Integer.getInteger("measurement.connections", 1_000);

    @Test
    void measure() throws Exception {
        WebSockets webSockets = new WebSockets(true, Optional.empty());
        FrameBuffer buffer = new FrameBuffer(32 << 20);
        ExecutorService attempts = Executors.newFixedThreadPool(20);
        try (SampleRelay relay = SampleRelay.named("many").start()) {
            List<RelayConnection> connections = new ArrayList<>();
            RelayConnection.Terms terms = new RelayConnection.Terms(
                    buffer, new KnownEvents(), Optional.of(Duration.ofHours(1)), 1 << 20, ALICE, Clock.systemUTC());
            report("before", 0);
            long start = System.nanoTime();
            for (int i = 0; i < CONNECTIONS; i++) {
                RelayConnection connection = new RelayConnection(
                        new Leases.Lease(new Relays.Target(i, new RelayUrl(relay.url() + i)), 1),
                        Optional.empty(),
                        terms);
                connections.add(connection);
                connection.claimAttempt();
                attempts.execute(() -> connection.connect(webSockets));
            }
            long live = 0;
            while (live < CONNECTIONS
                    && System.nanoTime() - start < Duration.ofSeconds(60).toNanos()) {
                Thread.sleep(50);
                live = connections.stream()
                        .filter(c -> c.status().state() == RelayConnection.State.LIVE)
                        .count();
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            attempts.shutdown();
            attempts.awaitTermination(10, TimeUnit.SECONDS);
            report("connected in " + millis + " ms", live);
            long tick = System.nanoTime();
            connections.forEach(RelayConnection::tick);
            report("one tick took " + (System.nanoTime() - tick) / 1_000 + " us", live);
            connections.forEach(RelayConnection::stop);
        }
    }

    private static void report(String when, long live) {
        System.gc();
        Map<String, Integer> threads = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.merge(thread.getName().replaceAll("[0-9]+", "#"), 1, Integer::sum);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        System.out.printf(
                "MEASURED %s: %d live, %d threads, heap %d MiB, %s%n",
                when, live, ManagementFactory.getThreadMXBean().getThreadCount(), heap, threads);
    }
}
