package org.nostrobservatory.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where libraries of this process log to: a file, not the terminal. */
final class LauncherLog {

    private static final int MAX_BYTES = 5_000_000;
    private static final int FILES = 3;

    /** Artemis writes several lines a message to it. A field, because a logger that nobody holds is forgotten. */
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    private LauncherLog() {}

    /** Nothing is logged. */
    static void silence() {
        LogManager.getLogManager().reset();
    }

    /**
     * Logs to a file from now on, which is rotated by size.
     *
     * @param file its path, where {@code %g} stands for its age
     */
    static void to(Path file) {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        }
        try {
            Handler handler = new FileHandler(escaped(file), MAX_BYTES, FILES, true);
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.INFO);
            Logger root = Logger.getLogger("");
            root.setLevel(Level.INFO);
            root.addHandler(handler);
            AUDIT.setLevel(Level.OFF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A percent sign begins a placeholder in a pattern; those in the name of a folder are none. */
    private static String escaped(Path file) {
        return file.getParent().toString().replace("%", "%%") + "/" + file.getFileName();
    }
}
