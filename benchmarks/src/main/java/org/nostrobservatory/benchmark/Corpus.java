package org.nostrobservatory.benchmark;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.InvalidEventException;

/**
 * Signed sample events in a file, one a line, oldest first, and where each begins. The same seed, size and dates give the
 * same events, whatever the machine.
 */
final class Corpus implements AutoCloseable {

    private static final Duration SPAN = Duration.ofDays(60);
    private static final int PACED_PER_SECOND = 1000;

    /**
     * Which events, how many, and what they are dated.
     *
     * @param stored spread evenly over the sixty days before {@code end}
     * @param paced those behind them, a thousand a second from {@code end} on
     */
    record Plan(Mix mix, long seed, int stored, int paced, Instant end) {

        /** What the newest is dated where the time of the day does not matter: fixed, so that the fingerprint is. */
        static final Instant FIXED_END = Instant.parse("2026-11-20T00:00:00Z");

        /** So many at fixed dates. */
        static Plan of(long seed, int stored) {
            return new Plan(Mix.NETWORK, seed, stored, 0, FIXED_END);
        }

        int count() {
            return stored + paced;
        }

        private long dateOf(int number) {
            long offset = number < stored
                    ? (long) ((double) number / stored * SPAN.toSeconds()) - SPAN.toSeconds()
                    : (number - stored) / PACED_PER_SECOND;
            return end.getEpochSecond() + offset;
        }

        private String fileName() {
            return "corpus-v3-%s-%d-%d-%d-%d"
                    .formatted(mix.name().toLowerCase(Locale.ROOT), seed, stored, paced, end.getEpochSecond());
        }
    }

    /** Networks that know nothing of each other, so that several threads can make them. */
    private static final int NETWORKS = 8;

    private static final int SLICE = 500;

    private final FileChannel events;
    private final FileChannel index;
    private final LongBuffer offsets;
    private final String fingerprint;

    private Corpus(Path file) throws IOException {
        events = FileChannel.open(file);
        index = FileChannel.open(indexOf(file));
        offsets = index.map(MapMode.READ_ONLY, 0, index.size()).asLongBuffer();
        fingerprint = Files.readString(fingerprintOf(file)).strip();
    }

    /** Opens a file that {@link #make} made. */
    static Corpus open(Path file) throws IOException {
        return new Corpus(file);
    }

    /**
     * The file of these events; made if it is not there.
     *
     * @param appended a file of other events, one a line, that stand after the sample ones, as they are
     */
    static Path make(Path directory, Plan plan, Optional<Path> appended) throws IOException, InterruptedException {
        List<byte[]> others = new ArrayList<>();
        MessageDigest hash = sha256();
        if (appended.isPresent()) {
            for (String line : Files.readAllLines(appended.get())) {
                others.add(line.getBytes(StandardCharsets.UTF_8));
                hash.update(others.get(others.size() - 1));
            }
        }
        String suffix = others.isEmpty() ? "" : "-" + HexFormat.of().formatHex(hash.digest(), 0, 8);
        Path file = directory.resolve(plan.fileName() + suffix + ".jsonl");
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            removeOutdated(directory);
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            write(draft, file, plan, others);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** What was dated to the day of an earlier run; gigabytes that nobody asks for again. */
    private static void removeOutdated(Path directory) throws IOException {
        String fixed = "-" + Plan.FIXED_END.getEpochSecond();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> !path.getFileName().toString().contains(fixed))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static void write(Path draft, Path file, Plan plan, List<byte[]> others)
            throws IOException, InterruptedException {
        SplittableRandom seeds = new SplittableRandom(plan.seed());
        List<LongFunction<Event>> networks = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
            networks.add(plan.mix().events(seeds.nextLong()));
        }
        MessageDigest ids = sha256();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 20);
                DataOutputStream index =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(indexOf(file)), 1 << 16))) {
            long offset = 0;
            int written = 0;
            List<Future<List<Line>>> next = submit(threads, networks, 0, plan);
            while (written < plan.count()) {
                List<List<Line>> lines = new ArrayList<>();
                for (Future<List<Line>> each : next) {
                    lines.add(each.get());
                }
                // The next slice is made while this one is written.
                next = submit(threads, networks, written + SLICE * NETWORKS, plan);
                for (int i = 0; i < SLICE * NETWORKS && written < plan.count(); i++, written++) {
                    Line line = lines.get(i % NETWORKS).get(i / NETWORKS);
                    index.writeLong(offset);
                    out.write(line.json());
                    out.write('\n');
                    offset += line.json().length + 1;
                    ids.update(line.id());
                }
            }
            for (byte[] other : others) {
                index.writeLong(offset);
                out.write(other);
                out.write('\n');
                offset += other.length + 1;
            }
            index.writeLong(offset);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        Files.writeString(fingerprintOf(file), HexFormat.of().formatHex(ids.digest()) + "\n");
    }

    private record Line(byte[] id, byte[] json) {}

    /** Each network makes its part of the events from this number on. */
    private static List<Future<List<Line>>> submit(
            ExecutorService threads, List<LongFunction<Event>> networks, int from, Plan plan) {
        List<Future<List<Line>>> parts = new ArrayList<>();
        for (int n = 0; n < NETWORKS && from < plan.count(); n++) {
            int network = n;
            Callable<List<Line>> part = () -> {
                List<Line> lines = new ArrayList<>(SLICE);
                for (int i = 0; i < SLICE; i++) {
                    Event event = networks.get(network).apply(plan.dateOf(from + i * NETWORKS + network));
                    lines.add(new Line(
                            event.id().toArray(), EventJson.write(event).getBytes(StandardCharsets.UTF_8)));
                }
                return lines;
            };
            parts.add(threads.submit(part));
        }
        return parts;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Path indexOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".index");
    }

    private static Path fingerprintOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    int size() {
        return offsets.limit() - 1;
    }

    /** SHA-256 of the sample events' ids, 32 bytes each, in the order of the file; hex. */
    String fingerprint() {
        return fingerprint;
    }

    /** Mean length of an event's JSON. */
    double meanBytes() {
        return (double) (offsets.get(size()) - size()) / size();
    }

    /** Octets of the event's JSON. */
    int length(int number) {
        return (int) (offsets.get(number + 1) - offsets.get(number) - 1);
    }

    /** The JSON of events {@code from} (included) to {@code to} (excluded), each followed by a line feed. */
    byte[] lines(int from, int to) throws IOException {
        long begin = offsets.get(from);
        ByteBuffer buffer = ByteBuffer.allocate((int) (offsets.get(to) - begin));
        while (buffer.hasRemaining()) {
            if (events.read(buffer, begin + buffer.position()) < 0) {
                throw new IOException("the corpus is shorter than its index says");
            }
        }
        return buffer.array();
    }

    /** That many of the events {@code from} (included) to {@code to} (excluded), by chance, perhaps one of them twice. */
    List<Event> sample(int count, SplittableRandom random, int from, int to) throws IOException, InvalidEventException {
        List<Event> sample = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sample.add(EventJson.parse(json(random.nextInt(from, to)), Integer.MAX_VALUE));
        }
        return sample;
    }

    String json(int number) throws IOException {
        return new String(lines(number, number + 1), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        events.close();
        index.close();
    }
}
