package org.nostrobservatory.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.InvalidEventException;

/**
 * Public events of real people. Tests that ask for them are skipped without the file: it lies in the folder that
 * {@code OBSERVATORY_SAMPLES} names, else in {@code shared/data} beside the project.
 */
final class RealEvents {

    private static final String FILE = "real-events.jsonl";
    private static final String VARIABLE = "OBSERVATORY_SAMPLES";

    private RealEvents() {}

    /** Those that are valid, in the order of the file. */
    static List<Event> valid() throws IOException {
        Path file = candidates().filter(Files::isRegularFile).findFirst().orElse(null);
        assumeTrue(file != null, () -> "skipped: no sample file " + FILE + "; set " + VARIABLE);
        List<Event> valid = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                Event event = EventJson.parse(line, 5_000);
                EventVerifier.verify(event);
                valid.add(event);
            } catch (InvalidEventException e) {
                continue; // RealEventsTest knows which and why
            }
        }
        return valid;
    }

    private static Stream<Path> candidates() {
        String configured = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        return configured != null
                ? Stream.of(Path.of(configured, FILE))
                : Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                        .map(folder ->
                                folder.resolveSibling("shared").resolve("data").resolve(FILE));
    }
}
