package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a run keeps its events and its database. It belongs to one run at a time. */
final class WorkFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private WorkFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws IllegalStateException if another run has it */
    static WorkFolder open(Path directory) throws IOException {
        Path root = directory.toAbsolutePath();
        Files.createDirectories(root);
        FileChannel lock = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new IllegalStateException("Another run uses " + root + ": wait for it, or name another with --work.");
        }
        return new WorkFolder(root, lock);
    }

    Path corpus() {
        return root.resolve("corpus");
    }

    Path data() {
        return root.resolve("data");
    }

    Path report() {
        return root.resolve("report.md");
    }

    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(folder)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
