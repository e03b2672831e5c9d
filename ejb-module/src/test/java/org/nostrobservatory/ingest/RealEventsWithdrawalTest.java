package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.InvalidEventException;

/**
 * Public events of real people, in several orders. Skipped without the file: it lies in the folder that
 * {@code OBSERVATORY_SAMPLES} names, else in {@code shared/data} beside the project.
 */
class RealEventsWithdrawalTest {

    private static final String FILE = "real-events.jsonl";
    private static final String VARIABLE = "OBSERVATORY_SAMPLES";
    private static final long FILE_ORDER = 0;
    private static final long REVERSED = -1;

    private static final List<Event> VALID = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Path file = candidates().filter(Files::isRegularFile).findFirst().orElse(null);
        assumeTrue(file != null, () -> "skipped: no sample file " + FILE + "; set " + VARIABLE);
        for (String line : Files.readAllLines(file)) {
            try {
                Event event = EventJson.parse(line, 5_000);
                EventVerifier.verify(event);
                VALID.add(event);
            } catch (InvalidEventException e) {
                continue; // RealEventsTest knows which and why
            }
        }
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

    @Test
    void soManyAreDeletedAndExpiredAndNoneIsProtectedOrVanished() {
        WithdrawalModel model = model();

        assertThat(VALID).hasSize(2750);
        assertThat(VALID.stream().filter(WithdrawalModel::isEphemeral)).hasSize(5);
        assertThat(VALID.stream().filter(model::isExpired)).hasSize(5);
        assertThat(VALID.stream().filter(model::isDeleted)).hasSize(14);
        assertThat(VALID.stream().filter(model::hasVanished)).isEmpty();
        assertThat(VALID.stream().filter(WithdrawalModel::isProtected))
                .as("the one event with the tag [\"-\"] is among the invalid ones")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {FILE_ORDER, REVERSED, 1, 2, 3})
    void theArchiveIsTheSameInWhateverOrderTheyCome(long order) {
        List<Event> deliveries = new ArrayList<>(VALID);
        if (order == REVERSED) {
            Collections.reverse(deliveries);
        } else if (order != FILE_ORDER) {
            Collections.shuffle(deliveries, new Random(order));
        }
        WholeArchive tested = new WholeArchive();
        for (int from = 0; from < deliveries.size(); from += 100) {
            tested.archive.add(deliveries.subList(from, Math.min(from + 100, deliveries.size())));
        }

        WithdrawalModel model = model();
        List<Event> expected = model.stored();
        assertThat(expected).hasSize(2750 - 5 - 5 - 14);
        assertThat(tested.stored()).isEqualTo(expected.stream().map(Event::id).collect(Collectors.toSet()));
        assertThat(tested.current()).isEqualTo(model.current());
        assertThat(tested.strays()).isZero();
        assertThat(ProjectionCheck.differences(tested.database)).isEmpty();
        WholeArchive fresh = new WholeArchive();
        fresh.archive.add(expected);
        assertThat(tested.contents()).isEqualTo(fresh.contents());
        assertThat(tested.outcomes()).containsEntry("ephemeral", 5L).containsEntry("expired", 5L);
    }

    private static WithdrawalModel model() {
        return new WithdrawalModel(VALID, Instant.now().getEpochSecond());
    }
}
