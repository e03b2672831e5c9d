package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How long after a relay has sent an event the REST API shows it: an upper bound, by ten milliseconds and a
 * twentieth of itself at most, since it is asked for so often.
 *
 * @param millis of the sampled events, ascending
 * @param missing how many were not shown within the limit
 */
record Latency(List<Double> millis, int missing) {

    private static final long POLL_MILLIS = 10;
    private static final long AGE_TO_PAUSE = 20;
    private static final int WARM_UP = 3_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Sends these events at this rate, and asks for one in two hundred. */
    static Latency measure(Observatory observatory, Sender sender, Corpus corpus, int from, int to, int rate)
            throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        warmUp(http, observatory);
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pollers = Executors.newCachedThreadPool();
        int[] sampled = {0};
        sender.command("paced %d %d %d".formatted(from, to, rate), line -> {
            String[] words = line.split(" ");
            int event = Integer.parseInt(words[1]);
            long sentMicros = Long.parseLong(words[2]);
            sampled[0]++;
            pollers.submit(() -> {
                // The id is what an event's JSON begins with.
                String id = corpus.json(event).replaceFirst("^\\{\"id\":\"([0-9a-f]{64})\".*", "$1");
                for (long age = 0; age < LIMIT.toNanos() / 1000; age = micros() - sentMicros) {
                    if (get(http, observatory, id) == 200) {
                        millis.add((micros() - sentMicros) / 1e3);
                        break;
                    }
                    // Asking must not become the load: what is late is asked for less often.
                    Thread.sleep(POLL_MILLIS + age / 1000 / AGE_TO_PAUSE);
                }
                return null;
            });
        });
        pollers.shutdown();
        pollers.awaitTermination(LIMIT.toSeconds() + 10, TimeUnit.SECONDS);
        List<Double> sorted = millis.stream().sorted().toList();
        return new Latency(sorted, sampled[0] - sorted.size());
    }

    /** The JVM's first answers take many times the CPU of later ones. */
    private static void warmUp(HttpClient http, Observatory observatory) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            get(http, observatory, "%064x".formatted(i));
        }
    }

    private static int get(HttpClient http, Observatory observatory, String id)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(observatory.url() + "/api/v1/events/" + id))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    double percentile(double percent) {
        return percentile(millis, missing, percent);
    }

    /**
     * The smallest value that so many percent do not exceed; infinite if those are too few.
     *
     * @param ascending those that are known
     * @param missing how many are not, and count as infinite
     */
    static double percentile(List<Double> ascending, int missing, double percent) {
        int index = (int) Math.ceil((ascending.size() + missing) * percent / 100) - 1;
        return index < ascending.size() ? ascending.get(Math.max(0, index)) : Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms of %d, %d never seen"
                .formatted(percentile(50), percentile(95), percentile(99), millis.size(), missing);
    }
}
