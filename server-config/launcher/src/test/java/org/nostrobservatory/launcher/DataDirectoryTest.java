package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void belongsToOneLauncherAtATime() {
        Path directory = parent.resolve("data");
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("already running with the data directory " + first);
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        Path directory = parent.resolve("data");
        DataDirectory.open(directory).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void deletingLeavesWhatALinkPointsTo() throws IOException {
        Path kept = Files.createFile(
                Files.createDirectory(parent.resolve("elsewhere")).resolve("kept"));
        Path folder = Files.createDirectories(parent.resolve("folder").resolve("deep"));
        Files.createSymbolicLink(folder.resolve("link"), kept.getParent());

        DataDirectory.delete(parent.resolve("folder"));

        assertThat(parent.resolve("folder")).doesNotExist();
        assertThat(kept).exists();
    }
}
