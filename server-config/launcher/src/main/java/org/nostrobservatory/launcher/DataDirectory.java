package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything that outlives a run is kept. It belongs to one launcher at a time, which is why it is opened and
 * closed.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Takes possession of a directory, which is made where it is missing, readable by its owner only.
     *
     * @throws StartFailedException if another launcher has it, or it cannot be written to
     */
    public static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            createPrivate(root);
            Files.createDirectories(root.resolve("log"));
            Files.createDirectories(root.resolve("run"));
            FileChannel file =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(file)) {
                file.close();
                throw new StartFailedException(("An observatory is already running with the data directory %s."
                                + " Stop it, or choose another directory with --data.")
                        .formatted(root));
            }
            return new DataDirectory(root, file);
        } catch (IOException e) {
            throw new StartFailedException("Cannot use the data directory %s: %s".formatted(root, e), e);
        }
    }

    private static boolean locks(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** The absolute path of a file or folder in it. */
    public Path resolve(String first, String... more) {
        return root.resolve(Path.of(first, more));
    }

    /** Where what is only of use while it runs is kept. */
    Path run(String name) {
        return resolve("run", name);
    }

    /** Where logs are kept. */
    public Path log(String name) {
        return resolve("log", name);
    }

    /** Lets others have it. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file, or a folder with all that is in it, if it is there. Symbolic links are not followed. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(path)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
