package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.Schnorr;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a whole observatory on this machine, phase by phase, and writes the table of {@code docs/performance.md}. */
@Command(
        name = "benchmarks/run",
        description = {
            "Measures a whole observatory on this machine: database, broker, server and sending relays.",
            "Settings of the observatory (OBSERVATORY_...) are taken from the environment."
        },
        mixinStandardHelpOptions = true)
final class Benchmark implements Callable<Integer> {

    /** What is measured, in this order. */
    enum Phase {
        /** Raw signature verification. */
        VERIFY,
        /** New events, from the socket until they are durable and projected. */
        INGEST,
        /** Repeated copies of known events. */
        COPIES,
        /** The server's heap after a full collection. */
        HEAP,
        /** Bytes on disk. */
        SIZE,
        /** Real events, if there is a file of them. */
        REAL,
        /** From a relay to the REST API. */
        LATENCY,
        /** The REST API and the pages while events come in. */
        API,
        /** A thousand idle relays. */
        THREADS,
        /** What the analyses cost: new events without any. */
        ANALYSES
    }

    /** Stored and thrown away before anything is measured: until the JVM has compiled what is hot. */
    private static final int WARM_UP = 400_000;

    /** Between two figures of the curve. */
    private static final int STRETCH = 500_000;

    private static final int PACE = 1000;
    static final int QUESTIONS_PER_SECOND = 50;
    private static final int PAGES_PER_SECOND = 10;
    private static final Duration QUESTIONS_WARM_UP = Duration.ofSeconds(60);
    private static final int IDLE_RELAYS = 1000;

    @Option(names = "--events", defaultValue = "5000000", description = "New events. Default: 5,000,000.")
    private int events;

    @Option(
            names = "--mix",
            defaultValue = "network",
            description = "What the events are: network (all kinds) or jobs (of DVMs). Default: network.")
    private Mix mix;

    @Option(names = "--seed", defaultValue = "2026", description = "Of the events. Default: 2026.")
    private long seed;

    @Option(names = "--only", split = ",", description = "Phases: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Phase> phases = EnumSet.allOf(Phase.class);

    @Option(names = "--latency-seconds", defaultValue = "60", description = "Of the phase LATENCY. Default: 60.")
    private int latencySeconds;

    @Option(names = "--api-seconds", defaultValue = "60", description = "Of each part of the phase API. Default: 60.")
    private int apiSeconds;

    @Option(
            names = "--loaded",
            description = {
                "Asks the archive that the last run with the same --events, --end and --work left, instead of loading one:",
                "only for the phases LATENCY and API."
            })
    private boolean loaded;

    @Option(
            names = "--end",
            description = {
                "What the newest of the stored events is dated; the oldest is 60 days older.",
                "Default: a fixed day, with the phase API now, because what it asks for ends now."
            })
    private Instant end;

    @Option(
            names = "--work",
            defaultValue = "${sys:user.home}/.cache/nostr-observatory/benchmark",
            description = "For the events, which are kept, and the database, which is not. Default: ${DEFAULT-VALUE}")
    private Path work;

    @Option(
            names = "--real",
            defaultValue = "../shared/data/real-events.jsonl",
            description = "Real events, one a line; nothing if there is no such file. Default: ${DEFAULT-VALUE}")
    private Path real;

    @Option(names = "--report", description = "Where the report in Markdown goes. Default: report.md in --work.")
    private Path report;

    @Spec
    private CommandSpec spec;

    private final Figures figures = new Figures();

    private WorkFolder folder;

    private Benchmark() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Benchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, InvalidEventException {
        if (loaded && !EnumSet.of(Phase.LATENCY, Phase.API).containsAll(phases)) {
            throw new ParameterException(spec.commandLine(), "--loaded needs --only latency,api");
        }
        try (WorkFolder opened = WorkFolder.open(work)) {
            folder = opened;
            measure();
            return CommandLine.ExitCode.OK;
        }
    }

    private void measure() throws IOException, InterruptedException, SQLException, InvalidEventException {
        Corpus.Plan plan = plan();
        Console.say("Making the events, unless they are there");
        Path file = Corpus.make(
                folder.corpus(),
                plan,
                Optional.of(real).filter(path -> phases.contains(Phase.REAL) && Files.exists(path)));
        try (Corpus corpus = Corpus.open(file)) {
            figures.corpus(corpus, plan);
            Console.say("%,d events of %.0f bytes on average, up to %s, fingerprint %s"
                    .formatted(plan.count(), corpus.meanBytes(), plan.end(), corpus.fingerprint()));
            if (phases.contains(Phase.VERIFY)) {
                figures.verificationsPerSecond = verificationsPerSecond(corpus);
                Console.say("%,.0f verifications/s on one core".formatted(figures.verificationsPerSecond));
            }
            if (!Set.of(Phase.VERIFY, Phase.THREADS, Phase.ANALYSES).containsAll(phases)) {
                load(corpus, file);
            }
            if (phases.contains(Phase.ANALYSES)) {
                loadBare(file);
            }
        }
        if (phases.contains(Phase.THREADS)) {
            idle(file);
        }
        Path target = report == null ? folder.report() : report;
        Files.writeString(target, figures.markdown());
        System.out.println("\n" + figures.markdown() + "\nWritten to " + target);
    }

    private Corpus.Plan plan() {
        Instant newest = end != null
                ? end
                : phases.contains(Phase.API) ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : Corpus.Plan.FIXED_END;
        return new Corpus.Plan(mix, seed, warmUp() + events, latencyEvents() + apiEvents(), newest);
    }

    private int latencyEvents() {
        return phases.contains(Phase.LATENCY) ? latencySeconds * PACE : 0;
    }

    /** While figures are asked for, then pages. */
    private int apiEvents() {
        return phases.contains(Phase.API) ? 2 * apiSeconds * PACE : 0;
    }

    private static Map<String, Long> outcomes(Observatory observatory) throws SQLException {
        Map<String, Long> outcomes = new TreeMap<>();
        observatory
                .rows("select outcome, reason, sum(events) from relay_outcome group by 1, 2")
                .forEach(row -> outcomes.put((row.get(0) + " " + row.get(1)).strip(), Long.parseLong(row.get(2))));
        return outcomes;
    }

    private void load(Corpus corpus, Path file)
            throws IOException, InterruptedException, SQLException, InvalidEventException {
        if (!loaded) {
            WorkFolder.delete(folder.data());
        }
        try (Sender sender = Sender.start(file);
                Observatory observatory = Observatory.start(folder.data(), sender.relays(Delivery.RELAYS))) {
            sender.awaitConnected(Delivery.RELAYS);
            Run run = new Run(observatory, sender);
            if (!loaded) {
                fill(observatory, run);
            }
            askAll(observatory, sender, run, corpus);
        }
    }

    private void fill(Observatory observatory, Run run) throws IOException, InterruptedException, SQLException {
        int begin = warmUp();
        int end = begin + events;
        Console.say("Warm-up: " + run.fresh(0, begin) + ", " + run.copies(0, begin));
        observatory.emptyArchive();
        int small = begin + Math.min(mix.smallArchive, events / 2);
        Console.say("The first: " + run.fresh(begin, small));
        if (phases.contains(Phase.HEAP)) {
            figures.heapSmall = observatory.heapAfterCollection();
        }
        int at = Math.min(end, small + mix.window);
        figures.small = run.fresh(small, at);
        figures.smallArchive = small - begin;
        Console.say("New at %,d stored: %s".formatted(figures.smallArchive, figures.small));
        if (phases.contains(Phase.COPIES)) {
            figures.copies = run.copies(begin, at);
            Console.say("Copies: " + figures.copies);
        }
        int last = Math.max(at, end - mix.window);
        while (at < last) {
            int to = Math.min(last, at + STRETCH);
            Run.Measured stretch = run.fresh(at, to);
            figures.curve.add(new Figures.Point(at - begin, stretch));
            Console.say("New at %,d stored: %s".formatted(at - begin, stretch));
            if (phases.contains(Phase.SIZE)) {
                Console.say("Copies: " + run.copies(at, to));
            }
            at = to;
        }
        if (at < end) {
            figures.large = run.fresh(at, end);
            figures.largeArchive = at - begin;
            Console.say("New at %,d stored: %s".formatted(figures.largeArchive, figures.large));
            if (phases.contains(Phase.SIZE)) {
                Console.say("Copies: " + run.copies(at, end));
            }
        }
        if (phases.contains(Phase.HEAP)) {
            figures.heapLarge = observatory.heapAfterCollection();
            Console.say("Heap after collection: %,d KiB, %,d KiB"
                    .formatted(figures.heapSmall >> 10, figures.heapLarge >> 10));
        }
        if (phases.contains(Phase.SIZE)) {
            figures.size = DiskSize.of(observatory);
            Console.say("%.0f bytes an event".formatted(figures.size.bytesPerEvent()));
        }
    }

    /** What a full archive is asked, and the real events after it. */
    private void askAll(Observatory observatory, Sender sender, Run run, Corpus corpus)
            throws IOException, InterruptedException, SQLException, InvalidEventException {
        int begin = warmUp();
        int end = begin + events;
        int sent = end;
        if (phases.contains(Phase.LATENCY)) {
            sent += latencyEvents();
            figures.latency = Latency.measure(observatory, sender, corpus, end, sent, PACE);
            run.sentBesides(latencyEvents());
            Console.say("Latency: " + figures.latency);
        }
        if (phases.contains(Phase.API)) {
            ask(observatory, sender, run, mix.questions(observatory, corpus, begin, end, seed), sent);
            sent += apiEvents();
        }
        figures.outcomes = outcomes(observatory);
        if (corpus.size() > sent) {
            figures.real = run.fresh(sent, corpus.size());
            figures.realOutcomes = outcomes(observatory);
            Console.say("Real events: " + figures.real);
        }
    }

    /** Questions and pages, while the events from this one on come in. */
    private void ask(Observatory observatory, Sender sender, Run run, Questions questions, int from)
            throws IOException, InterruptedException, SQLException {
        AnswerTimes.measure(observatory.url(), questions.figures(), QUESTIONS_PER_SECOND, QUESTIONS_WARM_UP);
        AnswerTimes.measure(observatory.url(), questions.archive(), PAGES_PER_SECOND, QUESTIONS_WARM_UP);
        AnswerTimes.measure(observatory.url(), questions.pages(), PAGES_PER_SECOND, QUESTIONS_WARM_UP);
        int middle = from + apiSeconds * PACE;
        Duration time = Duration.ofSeconds(apiSeconds);
        Map<String, Long> cpu = observatory.cpuMillis();
        Paced first = Paced.begin(sender, from, middle, PACE);
        figures.answers = AnswerTimes.measure(observatory.url(), questions.figures(), QUESTIONS_PER_SECOND, time);
        first.awaitEnd();
        figures.lag = run.sentBesides(middle - from);
        figures.answersCpu = observatory.cpuMillis();
        cpu.forEach((process, millis) -> figures.answersCpu.merge(process, -millis, Long::sum));
        figures.answers.forEach(sort -> Console.say(sort.toString()));
        List<Supplier<Questions.Question>> mixed = new ArrayList<>(questions.pages());
        mixed.addAll(questions.archive());
        Paced second = Paced.begin(sender, middle, middle + apiSeconds * PACE, PACE);
        List<AnswerTimes> answers = AnswerTimes.measure(observatory.url(), mixed, PAGES_PER_SECOND, time);
        second.awaitEnd();
        figures.pages = answers.subList(0, questions.pages().size());
        figures.archiveAnswers = answers.subList(questions.pages().size(), answers.size());
        run.sentBesides(apiSeconds * PACE);
        answers.forEach(sort -> Console.say(sort.toString()));
    }

    /** The same events as in {@link #load}, with no analysis but what the archive itself needs. */
    private void loadBare(Path file) throws IOException, InterruptedException, SQLException {
        WorkFolder.delete(folder.data());
        try (Sender sender = Sender.start(file);
                Observatory observatory = Observatory.start(
                        folder.data(), sender.relays(Delivery.RELAYS), Map.of("OBSERVATORY_ANALYSES", "none"))) {
            sender.awaitConnected(Delivery.RELAYS);
            Run run = new Run(observatory, sender);
            int begin = warmUp();
            int end = begin + events;
            Console.say("Bare, warm-up: " + run.fresh(0, begin) + ", " + run.copies(0, begin));
            observatory.emptyArchive();
            int small = begin + Math.min(mix.smallArchive, events / 2);
            run.fresh(begin, small);
            int at = Math.min(end, small + mix.window);
            figures.bareSmall = run.fresh(small, at);
            Console.say("Bare, new at %,d stored: %s".formatted(small - begin, figures.bareSmall));
            int last = Math.max(at, end - mix.window);
            if (last < end) {
                Console.say("Bare: " + run.fresh(at, last));
                figures.bareLarge = run.fresh(last, end);
                Console.say("Bare, new at %,d stored: %s".formatted(last - begin, figures.bareLarge));
            }
        }
    }

    private int warmUp() {
        return Math.min(WARM_UP, events);
    }

    private void idle(Path file) throws IOException, InterruptedException, SQLException {
        WorkFolder.delete(folder.data());
        try (Sender sender = Sender.start(file);
                Observatory observatory = Observatory.start(folder.data(), sender.relays(IDLE_RELAYS))) {
            sender.awaitConnected(IDLE_RELAYS);
            // What only connecting needs is gone by then.
            Thread.sleep(Duration.ofSeconds(30).toMillis());
            figures.idleRelays = observatory.number("select count(*) from relay_connection where state = 'live'");
            figures.idleThreads = ProcessCpu.threads(observatory.serverPid());
            figures.idleHeap = observatory.heapAfterCollection();
            figures.idleResident = ProcessCpu.residentMebibytes(observatory.serverPid());
            Console.say("%d live relays: %d threads, heap %d MiB, resident %d MiB"
                    .formatted(figures.idleRelays, figures.idleThreads, figures.idleHeap >> 20, figures.idleResident));
        }
    }

    private static double verificationsPerSecond(Corpus corpus) throws IOException, InvalidEventException {
        List<Event> sample = new ArrayList<>();
        for (int i = 0; i < Math.min(20_000, corpus.size()); i++) {
            sample.add(EventJson.parse(corpus.json(i), Integer.MAX_VALUE));
        }
        verifyAll(sample);
        long begin = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - begin < Duration.ofSeconds(5).toNanos()) {
            verifyAll(sample);
            rounds++;
        }
        return (double) rounds * sample.size() * 1e9 / (System.nanoTime() - begin);
    }

    private static void verifyAll(List<Event> sample) {
        for (Event event : sample) {
            if (!Schnorr.verify(event.sig(), event.id(), event.pubkey())) {
                throw new IllegalStateException("not validly signed: " + event.id());
            }
        }
    }
}
