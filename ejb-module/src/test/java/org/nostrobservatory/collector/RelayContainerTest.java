package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayContainerTest {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final ScheduledExecutorService without = RelayContainer.withoutIdleTimeouts(executor);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void theIdleTimeoutOfASessionWithoutOneIsNotScheduled() {
        assertThat((Object) without.schedule(() -> {}, 0, TimeUnit.MILLISECONDS))
                .isNull();
        assertThat(executor.getTaskCount()).isZero();
    }

    @Test
    void everythingElseIs() {
        assertThat((Object) without.schedule(() -> {}, 1, TimeUnit.HOURS)).isNotNull();
        assertThat(executor.getQueue()).hasSize(1);
        without.shutdown();
        assertThat(executor.isShutdown()).isTrue();
    }
}
