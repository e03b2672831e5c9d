package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.Event;

/** Public events of real people, in several orders. */
class RealEventsWithdrawalTest {

    private static final long FILE_ORDER = 0;
    private static final long REVERSED = -1;

    private static List<Event> valid;

    @BeforeAll
    static void read() throws IOException {
        valid = RealEvents.valid();
    }

    @Test
    void soManyAreDeletedAndExpiredAndNoneIsProtectedOrVanished() {
        WithdrawalModel model = model();

        assertThat(valid).hasSize(2750);
        assertThat(valid.stream().filter(WithdrawalModel::isEphemeral)).hasSize(5);
        assertThat(valid.stream().filter(model::isExpired)).hasSize(5);
        assertThat(valid.stream().filter(model::isDeleted)).hasSize(14);
        assertThat(valid.stream().filter(model::hasVanished)).isEmpty();
        assertThat(valid.stream().filter(WithdrawalModel::isProtected))
                .as("the one event with the tag [\"-\"] is among the invalid ones")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {FILE_ORDER, REVERSED, 1, 2, 3})
    void theArchiveIsTheSameInWhateverOrderTheyCome(long order) {
        List<Event> deliveries = new ArrayList<>(valid);
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
        return new WithdrawalModel(valid, Instant.now().getEpochSecond());
    }
}
