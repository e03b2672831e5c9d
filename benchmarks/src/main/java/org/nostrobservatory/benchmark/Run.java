package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has events sent, and measures until the last of them is committed. */
final class Run {

    private static final long POLL_MILLIS = 100;
    private static final Duration STALLED = Duration.ofMinutes(3);

    private final Observatory observatory;
    private final Sender sender;
    private long expected;

    Run(Observatory observatory, Sender sender) throws SQLException {
        this.observatory = observatory;
        this.sender = sender;
        expected = observatory.committed();
    }

    /**
     * What it took.
     *
     * @param events how many copies of events were sent
     * @param time until the last one was committed
     * @param cpuMillis by process, until the timers had counted everything
     */
    record Measured(long events, Duration time, Map<String, Long> cpuMillis) {

        double perSecond() {
            return events * 1e9 / time.toNanos();
        }

        double microsPerEvent(String process) {
            return cpuMillis.get(process) * 1e3 / events;
        }

        /** Of what belongs to the observatory: all but the sender. */
        double microsPerEvent() {
            return cpuMillis.keySet().stream()
                    .filter(process -> !process.equals("sender"))
                    .mapToDouble(this::microsPerEvent)
                    .sum();
        }

        /** Two stretches, one after the other. */
        Measured and(Measured other) {
            Map<String, Long> sum = new LinkedHashMap<>(cpuMillis);
            other.cpuMillis.forEach((process, millis) -> sum.merge(process, millis, Long::sum));
            return new Measured(events + other.events, time.plus(other.time), sum);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("%,d in %.1f s: %,.0f/s; CPU %.1f µs each"
                    .formatted(events, time.toMillis() / 1e3, perSecond(), microsPerEvent()));
            String separator = " (";
            for (String process : cpuMillis.keySet()) {
                text.append("%s%s %.1f".formatted(separator, process, microsPerEvent(process)));
                separator = ", ";
            }
            return text.append(')').toString();
        }
    }

    /** Sends each of these events once, and waits until all are committed. */
    Measured fresh(int from, int to) throws IOException, SQLException, InterruptedException {
        return measure("new %d %d".formatted(from, to), to - from);
    }

    /** Sends the repeated copies of these events. */
    Measured copies(int from, int to) throws IOException, SQLException, InterruptedException {
        return measure("copies %d %d".formatted(from, to), Delivery.copies(from, to));
    }

    private Measured measure(String command, long events) throws IOException, SQLException, InterruptedException {
        Map<String, Long> before = cpu();
        expected += events;
        long begin = System.nanoTime();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Callable<Void> sending = () -> {
                sender.command(command, line -> {});
                return null;
            };
            Future<Void> sent = thread.submit(sending);
            awaitCommitted();
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            thread.shutdownNow();
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        awaitCounted();
        Map<String, Long> cpu = cpu();
        before.forEach((process, millis) -> cpu.merge(process, -millis, Long::sum));
        return new Measured(events, time, cpu);
    }

    /** Waits until everything that was sent so far is committed. */
    private void awaitCommitted() throws SQLException, InterruptedException {
        long last = -1;
        long progressAt = System.nanoTime();
        for (long count = observatory.committed(); count < expected; count = observatory.committed()) {
            if (count != last) {
                last = count;
                progressAt = System.nanoTime();
            } else if (System.nanoTime() - progressAt > STALLED.toNanos()) {
                throw new IllegalStateException("No progress: %,d of %,d".formatted(count, expected));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits until the timers have nothing left to count. */
    private void awaitCounted() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + STALLED.toNanos();
        while (!observatory.isCounted()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The timers do not come to an end");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Counts what was sent by other means, and waits for it. Answers how long that took. */
    Duration sentBesides(int events) throws SQLException, InterruptedException {
        expected += events;
        long begin = System.nanoTime();
        awaitCommitted();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Map<String, Long> cpu() throws IOException {
        Map<String, Long> cpu = observatory.cpuMillis();
        cpu.put("sender", sender.cpuMillis());
        return cpu;
    }
}
