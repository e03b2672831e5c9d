package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process id of a child, kept so that the next run finds what an unclean death of this one leaves behind. */
final class PidFile {

    /** Short, because what has lost its broker does not end by itself for minutes. */
    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(5);

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    /** Remembers a process. */
    void write(long pid) {
        try {
            Files.writeString(file, Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the process. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops the process that was remembered, if it is still there.
     *
     * @param mark what only our process has in its command line, since the id may be somebody else's by now
     */
    void stopLeftover(String mark) {
        running(mark).ifPresent(process -> stop(process, LEFTOVER_GRACE));
        delete();
    }

    /** The process that was remembered, if it is alive and has the mark in its command line. */
    Optional<ProcessHandle> running(String mark) {
        return process().filter(process -> commandLine(process).contains(mark));
    }

    /** Whatever process has the id that was remembered. */
    Optional<ProcessHandle> process() {
        return read().flatMap(ProcessHandle::of);
    }

    /** Asks a process to end, and ends it when it has not done so in time. */
    static void stop(ProcessHandle process, Duration grace) {
        process.destroy();
        if (!endsWithin(process, grace)) {
            process.destroyForcibly();
            endsWithin(process, grace);
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String commandLine(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.commandLine()
                .orElseGet(() -> info.command().orElse("") + " "
                        + String.join(" ", info.arguments().orElse(new String[0])));
    }

    /** The first line, because PostgreSQL writes more of them. */
    private Optional<Long> read() {
        try {
            return Files.exists(file)
                    ? Files.readString(file).lines().findFirst().map(line -> Long.parseLong(line.strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
