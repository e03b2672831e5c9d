package org.nostrobservatory.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The real data, which lies beside the project and is no part of it: the folder that the environment variable or system
 * property {@code OBSERVATORY_SAMPLES} names, else {@code shared/data} beside the project root. A test that asks for a
 * file which is not there is skipped.
 */
final class SampleFiles {

    private static final String VARIABLE = "OBSERVATORY_SAMPLES";

    private SampleFiles() {}

    static List<String> lines(String file) {
        Path path = folder().map(folder -> folder.resolve(file)).orElse(Path.of(file));
        assumeTrue(Files.isRegularFile(path), () -> "skipped: no sample file " + path + "; set " + VARIABLE);
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> folder() {
        String configured = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        return configured != null ? Optional.of(Path.of(configured)) : besideProject();
    }

    private static Optional<Path> besideProject() {
        Path directory = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        for (; directory.getParent() != null; directory = directory.getParent()) {
            Path data = directory.resolveSibling("shared").resolve("data");
            if (Files.isRegularFile(directory.resolve("pom.xml")) && Files.isDirectory(data)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }
}
