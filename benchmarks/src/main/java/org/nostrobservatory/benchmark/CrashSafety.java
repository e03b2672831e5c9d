package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.sample.SampleRelay;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills parts of an observatory while it collects from a relay that outlives them, and starts it again. In the end every
 * event must be there once, and every projection as if it were computed anew.
 */
@Command(
        name = "benchmarks/crash-safety",
        description =
                "Kills (SIGKILL) server, database and broker at random moments while a file is collected, starts them"
                        + " again, and checks that nothing was lost or doubled. Exit code 1 if something was.",
        mixinStandardHelpOptions = true)
final class CrashSafety implements Callable<Integer> {

    /** What is killed, in turn. */
    enum Victim {
        /** Payara Micro; the launcher then ends. */
        SERVER,
        /** PostgreSQL's first process. The server lives on for a while, then everything is stopped. */
        POSTMASTER,
        /** The launcher with the broker; server and database live on until the next start clears them away. */
        BROKER,
        /** The oldest connection's process of PostgreSQL, which recovers by itself: nothing is started again. */
        BACKEND
    }

    private static final Duration MOMENT_LIMIT = Duration.ofSeconds(30);
    private static final long MOMENT_POLL_MILLIS = 5;
    private static final int MAX_OUTAGE_MILLIS = 3_000;
    private static final int START_ATTEMPTS = 5;
    private static final Duration COMPLETE_LIMIT = Duration.ofMinutes(15);
    private static final long POLL_MILLIS = 500;

    @Option(names = "--rounds", defaultValue = "20", description = "How often something is killed. Default: 20.")
    private int rounds;

    @Option(names = "--events", defaultValue = "150000", description = "Of the file. Default: 150,000.")
    private int events;

    @Option(names = "--seed", defaultValue = "2026", description = "Of events and moments. Default: 2026.")
    private long seed;

    @Option(
            names = "--work",
            defaultValue = "${sys:user.home}/.cache/nostr-observatory/crash-safety",
            description = "For the events and the database. Default: ${DEFAULT-VALUE}")
    private Path work;

    private Path data;
    private String relayUrl;
    private ExpectedArchive expected;
    private Observatory observatory;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new CrashSafety()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, InvalidEventException {
        try (WorkFolder folder = WorkFolder.open(work)) {
            data = folder.data();
            Path file = Corpus.make(folder.corpus(), Corpus.Plan.of(seed, events), Optional.empty());
            expected = ExpectedArchive.of(file);
            try (SampleRelay relay = SampleRelay.named("Replay").replay(file).start()) {
                relayUrl = relay.url();
                return run(new SplittableRandom(seed));
            } finally {
                stop();
            }
        }
    }

    private int run(SplittableRandom random) throws IOException, InterruptedException, SQLException {
        WorkFolder.delete(data);
        for (int round = 1; round <= rounds; round++) {
            start();
            Victim victim = Victim.values()[(round - 1) % Victim.values().length];
            long stored = awaitMoment(random);
            Console.say("Round %d of %d: %s is killed at %,d of %,d events"
                    .formatted(round, rounds, victim, stored, expected.size()));
            kill(victim, random.nextInt(MAX_OUTAGE_MILLIS));
            if (stored == expected.size()) {
                // There is nothing left to lose: this archive is checked, the next round begins with an empty one.
                if (!isRight()) {
                    return CommandLine.ExitCode.SOFTWARE;
                }
                if (round == rounds) {
                    return CommandLine.ExitCode.OK;
                }
                stop();
                WorkFolder.delete(data);
            }
        }
        return isRight() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Waits until a random part of what is missing has been stored. Answers how many events are stored then. */
    private long awaitMoment(SplittableRandom random) throws SQLException, InterruptedException {
        long stored = observatory.number("select count(*) from event");
        long moment = stored + random.nextLong(expected.size() - stored + 1);
        long deadline = System.nanoTime() + MOMENT_LIMIT.toNanos();
        while (stored < moment && System.nanoTime() < deadline) {
            Thread.sleep(MOMENT_POLL_MILLIS);
            stored = observatory.number("select count(*) from event");
        }
        return stored;
    }

    private boolean isRight() throws IOException, InterruptedException, SQLException {
        start();
        awaitComplete();
        List<String> problems = expected.problems(observatory::rows);
        problems.forEach(Console::say);
        if (problems.isEmpty()) {
            Console.say("Nothing is lost, nothing is doubled");
        }
        return problems.isEmpty();
    }

    /** Starts what does not run. PostgreSQL may still be busy with its own death. */
    private void start() throws IOException, InterruptedException, SQLException {
        for (int attempt = 1; observatory == null; attempt++) {
            try {
                observatory = Observatory.start(data, relayUrl);
            } catch (IllegalStateException e) {
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
                Console.say("The start is tried again: " + e.getMessage());
            }
        }
    }

    private void kill(Victim victim, int outageMillis) throws IOException, InterruptedException, SQLException {
        switch (victim) {
            case SERVER -> {
                observatory.killServer();
                stop();
            }
            case POSTMASTER -> {
                observatory.killPostmaster();
                Thread.sleep(outageMillis);
                stop();
            }
            case BACKEND -> observatory.killBackend();
            case BROKER -> {
                observatory.killLauncher();
                Thread.sleep(outageMillis);
                stop();
            }
        }
    }

    private void stop() {
        if (observatory != null) {
            observatory.close();
            observatory = null;
        }
    }

    /** Waits for the last event. One that is missing for good is for the check to find. */
    private void awaitComplete() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + COMPLETE_LIMIT.toNanos();
        while (observatory.number("select count(*) from event") != expected.size() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}
