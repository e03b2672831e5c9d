package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data directory that is deleted when it is closed. */
final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final DataDirectory data;

    TemporaryDirectory() {
        try {
            path = Files.createTempDirectory("nostr-observatory-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        data = DataDirectory.open(path);
    }

    DataDirectory data() {
        return data;
    }

    @Override
    public void close() {
        data.close();
        try {
            DataDirectory.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
