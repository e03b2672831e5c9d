package org.nostrobservatory.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what the server prints to a file, and reads along. */
final class ServerLog {

    private static final long ROTATED_AT_CHARACTERS = 50_000_000;
    private static final int LAST_LINES = 30;
    private static final int REASONS = 5;

    private static final Pattern ADMIN_PASSWORD = Pattern.compile("(Generated the admin password: )([^\\s\"\\\\\\]]+)");
    private static final Pattern FAILED_COMMAND =
            Pattern.compile("Boot Command (\\S+) failed (?:PlainTextActionReporterFAILURE)?(.*)");
    private static final Pattern CAUSE = Pattern.compile("^Caused by: (?:[\\w.$]+: )?(.+)");

    private final Path file;
    private final Thread thread;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private String adminPassword;
    private boolean started;
    private boolean setUpFailed;

    /** Reads in a thread of its own until the output ends. */
    ServerLog(InputStream output, Path file) {
        this.file = file;
        thread = new Thread(() -> copy(output), "server-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the server has said that it is done with starting and deploying, be it with success or without. */
    synchronized boolean started() {
        return started;
    }

    /** Whether a command of the set-up has failed. */
    synchronized boolean setUpFailed() {
        return setUpFailed;
    }

    /** The generated password, which is not written to the file. */
    synchronized Optional<String> adminPassword() {
        return Optional.ofNullable(adminPassword);
    }

    synchronized List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    /** Why the deployment failed, as far as the server has said so, the deepest cause last. */
    synchronized List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** Waits until all output is written; for after the end of the process. */
    void awaitEnd() {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream output) {
        RotatedFile.rotate(file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                long written = 0;
                try (Writer writer = Files.newBufferedWriter(file)) {
                    for (; line != null && written < ROTATED_AT_CHARACTERS; line = lines.readLine()) {
                        String shown = read(line);
                        writer.write(shown);
                        writer.write('\n');
                        writer.flush();
                        written += shown.length() + 1;
                    }
                }
                if (line != null) {
                    RotatedFile.rotate(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes notice of a line. Answers it as it may be written down. */
    private synchronized String read(String line) {
        String shown = line;
        Matcher password = ADMIN_PASSWORD.matcher(line);
        if (password.find()) {
            adminPassword = password.group(2);
            shown = password.replaceFirst("$1(shown at the console)");
        }
        if (line.contains("Payara Micro") && line.contains(" ready in ")) {
            started = true;
        }
        Matcher command = FAILED_COMMAND.matcher(line);
        if (command.find()) {
            setUpFailed = true;
            reason(command.group(1) + ": " + command.group(2));
        }
        Matcher cause = CAUSE.matcher(line);
        if (cause.find()) {
            reason(cause.group(1));
        }
        if (!shown.isBlank()) {
            lastLines.add(shown);
            if (lastLines.size() > LAST_LINES) {
                lastLines.remove();
            }
        }
        return shown;
    }

    private void reason(String text) {
        if (!started && (reasons.size() < REASONS)) {
            reasons.add(text.strip());
        }
    }
}
