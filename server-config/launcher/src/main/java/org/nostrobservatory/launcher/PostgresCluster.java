package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of a PostgreSQL server ("cluster"), and the programs that make, start and stop it. */
final class PostgresCluster {

    /** Seconds. Recovery after a crash replays up to max_wal_size. */
    private static final String START_SECONDS = "600";

    /** Seconds. The checkpoint at the end writes up to shared_buffers. */
    private static final String STOP_SECONDS = "120";

    private static final String OWN_SETTINGS = "observatory.conf";

    private final PostgresBinaries binaries;
    private final Path directory;
    private final Path log;

    /** @param log where the server, and the programs that handle it, write to */
    PostgresCluster(PostgresBinaries binaries, Path directory, Path log) {
        this.binaries = binaries;
        this.directory = directory;
        this.log = log;
    }

    boolean exists() {
        return Files.exists(directory.resolve("PG_VERSION"));
    }

    /**
     * Makes the files. There is one user, {@code postgres}, who may do everything.
     *
     * @param durable whether to wait until they are on disk
     */
    void create(Path passwordFile, boolean durable) {
        // Renamed when complete: a crash in between must not leave half a database.
        Path draft = directory.resolveSibling(directory.getFileName() + ".new");
        try {
            DataDirectory.delete(draft);
            run(binaries.command(
                    "initdb",
                    "--pgdata=" + draft,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    durable ? "--sync-method=fsync" : "--no-sync"));
            Path configuration = draft.resolve("postgresql.conf");
            Files.writeString(configuration, Files.readString(configuration) + "\ninclude '" + OWN_SETTINGS + "'\n");
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws StartFailedException if another major version of PostgreSQL made the files */
    void requireSameVersion() {
        String found = version();
        String ours = run(binaries.command("postgres", "--version")).replaceAll("\\D*(\\d+).*", "$1");
        if (!found.equals(ours)) {
            throw new StartFailedException(
                    ("%s was made by PostgreSQL %s, but this version of the observatory brings PostgreSQL %s, which"
                                    + " cannot read it. Start the version of the observatory that made it, or dump and"
                                    + " restore it, or run it by a PostgreSQL %s of your own and name that in"
                                    + " OBSERVATORY_DATABASE_URL.")
                            .formatted(directory, found, ours, found));
        }
    }

    /** Stops the server that an unclean death of the previous run left behind. */
    void stopLeftover() {
        PidFile pidFile = new PidFile(directory.resolve("postmaster.pid"));
        if (pidFile.running(directory.toString()).isPresent()) {
            stop();
        } else if (pidFile.process().isPresent()) {
            // The id is somebody else's by now, for instance after a reboot. PostgreSQL would refuse to start.
            pidFile.delete();
        }
    }

    /**
     * Starts the server. Returns when it takes connections.
     *
     * @param durable as in {@link DatabaseSettings#file}
     */
    void start(int port, boolean durable) {
        try {
            long disk = Files.getFileStore(directory).getTotalSpace();
            Files.writeString(directory.resolve(OWN_SETTINGS), DatabaseSettings.file(port, durable, disk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // pg_ctl makes the server leader of a session of its own, so that a Ctrl-C does not reach it.
        run(binaries.command(
                "pg_ctl", "-D", directory.toString(), "-l", log.toString(), "-w", "-t", START_SECONDS, "start"));
    }

    /** Ends all connections and stops the server. */
    void stop() {
        run(binaries.command("pg_ctl", "-D", directory.toString(), "-m", "fast", "-w", "-t", STOP_SECONDS, "stop"));
    }

    private String version() {
        try {
            return Files.readString(directory.resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers what the program prints. */
    private String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(log.getParent().toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new StartFailedException("PostgreSQL: %s. More in %s.".formatted(explained(output), log));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted", e);
        }
    }

    private static String explained(String output) {
        return output.contains("as root")
                ? "does not run as root, and this system does not allow user namespaces (unshare -U)."
                        + " Start the observatory as an ordinary user, or name another PostgreSQL in"
                        + " OBSERVATORY_DATABASE_URL"
                : output.replace('\n', ' ');
    }
}
