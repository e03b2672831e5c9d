package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Log files that are renamed: {@code x.log} to {@code x.1.log}, that to {@code x.2.log}, and so on. */
final class RotatedFile {

    private static final int KEPT = 5;

    private RotatedFile() {}

    /** Renames a file, and those that were renamed before. The oldest of more than five is lost. */
    static void rotate(Path file) {
        try {
            for (int age = KEPT - 1; age >= 0; age--) {
                Path from = aged(file, age);
                if (Files.exists(from)) {
                    Files.move(from, aged(file, age + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path aged(Path file, int age) {
        String name = file.getFileName().toString();
        return age == 0 ? file : file.resolveSibling(name.replace(".log", "." + age + ".log"));
    }
}
