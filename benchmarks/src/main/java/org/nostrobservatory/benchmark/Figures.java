package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured; what was not is null or zero. Writes the report. */
final class Figures {

    /** The rate while the archive grew from so many stored events on. */
    record Point(int stored, Run.Measured measured) {}

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int PARTS_SHOWN = 25;

    double verificationsPerSecond;
    int smallArchive;
    int largeArchive;
    Run.Measured small;
    Run.Measured large;
    Run.Measured copies;
    final List<Point> curve = new ArrayList<>();
    long heapSmall;
    long heapLarge;
    DiskSize size;
    Latency latency;
    Run.Measured bareSmall;
    Run.Measured bareLarge;
    List<AnswerTimes> answers = List.of();
    Map<String, Long> answersCpu = Map.of();
    Duration lag;
    List<AnswerTimes> pages = List.of();
    List<AnswerTimes> archiveAnswers = List.of();
    long idleRelays;
    long idleThreads;
    long idleHeap;
    long idleResident;
    Run.Measured real;
    Map<String, Long> outcomes = Map.of();
    Map<String, Long> realOutcomes = Map.of();
    private String corpus = "";

    void corpus(Corpus events, Corpus.Plan plan) {
        corpus = "%,d events up to %s, seed %d, %.0f bytes of JSON on average, SHA-256 of the ids `%s`"
                .formatted(plan.count(), plan.end(), plan.seed(), events.meanBytes(), events.fingerprint());
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("Machine: ")
                .append(machine())
                .append("\n\nCorpus: ")
                .append(corpus)
                .append("\n\n");
        text.append("| figure | target | measured |\n|---|---|---|\n");
        row(text, "new events/s ÷ (cores × raw verifications/s per core)", "≥ 0.25", verificationShare());
        row(text, "the same, large ÷ small archive", "≥ 0.8", growth());
        row(text, "CPU of one more copy ÷ CPU of a new event", "≤ 0.15", copyShare());
        row(
                text,
                "relay → visible over REST at 1,000 events/s: p50 / p95 / p99",
                "≤ 100 / 300 / 1,000 ms",
                latency == null ? "–" : latency.toString());
        row(
                text,
                "bytes per event on disk, all indexes and 4.7 sightings included",
                "≤ 1,500",
                size == null
                        ? "–"
                        : "%,.0f (%,d events, %,d sightings)"
                                .formatted(size.bytesPerEvent(), size.events(), size.sightings()));
        row(text, "heap after full GC, large ÷ small archive", "≤ 1.2", heap());
        row(
                text,
                "threads with 1,000 idle relay connections",
                "≤ 150",
                idleRelays == 0
                        ? "–"
                        : "%d (%d relays live, heap %d MiB, resident %d MiB)"
                                .formatted(idleThreads, idleRelays, idleHeap >> 20, idleResident));
        row(text, "CPU that the analyses add to a new event, small / large archive", "≤ 40 %", analyses());
        row(
                text,
                "REST API, %d questions/s while 1,000 events/s come in: p95 of all; of the slowest sort"
                        .formatted(Benchmark.QUESTIONS_PER_SECOND),
                "≤ 50 ms",
                slowest(answers));
        row(text, "pages at the same time: p95 of all; of the slowest page", "≤ 300 ms", slowest(pages));
        text.append('\n');
        cpu(text);
        answers(text);
        curve(text);
        sizes(text);
        outcomes(text, "Outcomes", Map.of(), outcomes);
        if (real != null) {
            outcomes(text, "Outcomes of %,d real events".formatted(real.events()), outcomes, realOutcomes);
        }
        return text.toString();
    }

    private static void outcomes(StringBuilder text, String title, Map<String, Long> before, Map<String, Long> after) {
        String counts = after.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        if (!counts.isEmpty()) {
            text.append(title).append(": ").append(counts).append("\n\n");
        }
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String verificationShare() {
        if (small == null) {
            return verificationsPerSecond == 0 ? "–" : "%,.0f verifications/s".formatted(verificationsPerSecond);
        }
        String rate = "%,.0f events/s".formatted(small.perSecond());
        return verificationsPerSecond == 0
                ? rate
                : "%.2f (%s; %,.0f verifications/s)"
                        .formatted(small.perSecond() / (CORES * verificationsPerSecond), rate, verificationsPerSecond);
    }

    private String growth() {
        return large == null
                ? "–"
                : "%.2f (%,.0f events/s at %,d stored, %,.0f at %,d)"
                        .formatted(
                                large.perSecond() / small.perSecond(),
                                small.perSecond(),
                                smallArchive,
                                large.perSecond(),
                                largeArchive);
    }

    private String copyShare() {
        return copies == null
                ? "–"
                : "%.2f (%.1f µs of %.1f µs)"
                        .formatted(
                                copies.microsPerEvent() / small.microsPerEvent(),
                                copies.microsPerEvent(),
                                small.microsPerEvent());
    }

    private String analyses() {
        return small == null || bareSmall == null
                ? "–"
                : added(small, bareSmall) + (large == null || bareLarge == null ? "" : " / " + added(large, bareLarge));
    }

    private static String added(Run.Measured with, Run.Measured without) {
        double percent = (with.microsPerEvent() / without.microsPerEvent() - 1) * 100;
        return "%.0f %% (%.1f of %.1f µs)".formatted(percent, with.microsPerEvent(), without.microsPerEvent());
    }

    private static String slowest(List<AnswerTimes> sorts) {
        return sorts.stream()
                .max(Comparator.comparingDouble(sort -> sort.percentile(95)))
                .map(slowest -> "%.0f ms; %s %.0f ms; %d errors"
                        .formatted(
                                AnswerTimes.together("", sorts).percentile(95),
                                slowest.name(),
                                slowest.percentile(95),
                                AnswerTimes.together("", sorts).errors()))
                .orElse("–");
    }

    private void answers(StringBuilder text) {
        if (answers.isEmpty()) {
            return;
        }
        row(text, "answers", "p50 ms", "p95 ms", "p99 ms", "asked", "errors", "values (of a page: kB)");
        text.append("|---|---|---|---|---|---|---|\n");
        Stream.of(answers, pages, archiveAnswers)
                .flatMap(List::stream)
                .forEach(sort -> row(
                        text,
                        sort.name(),
                        "%.0f".formatted(sort.percentile(50)),
                        "%.0f".formatted(sort.percentile(95)),
                        "%.0f".formatted(sort.percentile(99)),
                        Integer.toString(sort.millis().size() + sort.errors()),
                        Integer.toString(sort.errors()),
                        Long.toString(sort.values())));
        text.append("\nWhile they were asked, the last event was committed %d ms after it was sent; CPU: %s\n\n"
                .formatted(
                        lag.toMillis(),
                        answersCpu.entrySet().stream()
                                .map(process -> "%s %.1f s".formatted(process.getKey(), process.getValue() / 1e3))
                                .collect(Collectors.joining(", "))));
    }

    private String heap() {
        return heapLarge == 0
                ? "–"
                : "%.2f (%d MiB, %d MiB)".formatted((double) heapLarge / heapSmall, heapSmall >> 20, heapLarge >> 20);
    }

    private void cpu(StringBuilder text) {
        if (small == null && bareSmall == null) {
            return;
        }
        row(text, "CPU µs per event", "server", "PostgreSQL", "broker", "together", "sending relays", "events/s");
        text.append("|---|---|---|---|---|---|---|\n");
        cpu(text, "new, small archive", small);
        cpu(text, "new, large archive", large);
        cpu(text, "one more copy", copies);
        cpu(text, "new, without analyses, small archive", bareSmall);
        cpu(text, "new, without analyses, large archive", bareLarge);
        text.append('\n');
    }

    private static void cpu(StringBuilder text, String name, Run.Measured measured) {
        if (measured != null) {
            row(
                    text,
                    name,
                    "%.1f".formatted(measured.microsPerEvent("server")),
                    "%.1f".formatted(measured.microsPerEvent("PostgreSQL")),
                    "%.1f".formatted(measured.microsPerEvent("broker")),
                    "%.1f".formatted(measured.microsPerEvent()),
                    "%.1f".formatted(measured.microsPerEvent("sender")),
                    "%,.0f".formatted(measured.perSecond()));
        }
    }

    private void curve(StringBuilder text) {
        if (!curve.isEmpty()) {
            row(text, "stored before", "events/s", "CPU µs per event");
            text.append("|---|---|---|\n");
            curve.forEach(point -> row(
                    text,
                    "%,d".formatted(point.stored()),
                    "%,.0f".formatted(point.measured().perSecond()),
                    "%.1f".formatted(point.measured().microsPerEvent())));
            text.append('\n');
        }
    }

    private void sizes(StringBuilder text) {
        if (size != null) {
            row(text, "table or index", "what", "bytes per event");
            text.append("|---|---|---|\n");
            size.parts().stream()
                    .limit(PARTS_SHOWN)
                    .forEach(part -> row(
                            text, part.name(), part.what(), "%.1f".formatted((double) part.bytes() / size.events())));
            text.append('\n');
        }
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        long memory = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 20)
                .findFirst()
                .orElse(0);
        return "%s, %d cores, %d GiB, %s %s, JDK %s (%s), %s"
                .formatted(
                        model,
                        CORES,
                        memory,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        LocalDate.now(ZoneOffset.UTC));
    }
}
