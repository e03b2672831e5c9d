package org.nostrobservatory.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeisureTest {

    @Test
    void endsWhenNothingIsLeft() {
        AtomicInteger portions = new AtomicInteger();
        Leisure.use(() -> portions.incrementAndGet() < 3);
        assertThat(portions).hasValue(3);
    }

    @Test
    void endsWhenTheTimeIsOver() {
        AtomicInteger portions = new AtomicInteger();
        Leisure.use(() -> portions.incrementAndGet() > 0);
        assertThat(portions.get()).isPositive();
    }

    @Test
    void isShorterOnABusyMachine() {
        assertThat(Leisure.time(1.5)).isLessThan(Leisure.time(0.2));
        assertThat(Leisure.time(-0.5)).isEqualTo(Leisure.time(0));
    }
}
