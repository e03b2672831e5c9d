package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Analyses;

class ProjectionTest {

    @Test
    void anAnalysisThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> new Projection(List.of(), new Analyses(Optional.of(Set.of("notes")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OBSERVATORY_ANALYSES names [notes], but there are: []");
    }
}
