package org.nostrobservatory.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobsTest {

    @Test
    void everyJobXmlIsAJobOfItsName() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/batch-jobs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(new Jobs()
                            .names().stream().map(name -> name + ".xml").toList())
                    .allSatisfy(file -> assertThat(Files.readString(Path.of("src/main/resources/META-INF/batch-jobs")
                                    .resolve(file)))
                            .contains("<job id=\"" + file.replace(".xml", "") + "\""));
        }
    }
}
