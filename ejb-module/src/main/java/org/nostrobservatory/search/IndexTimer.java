package org.nostrobservatory.search;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Duration;
import org.nostrobservatory.schema.SurvivingTimer;

/**
 * Makes new texts searchable, the newest first. What is left after a fifth of a second, such as an import, waits for the
 * next second: some 1,000 texts a second, and at most a fifth of a core.
 */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class IndexTimer {

    private static final int PORTION = 100;
    private static final Duration SHARE = Duration.ofMillis(200);

    @Inject
    private Indexing indexing;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void update() {
        long end = System.nanoTime() + SHARE.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = indexing.update(PORTION) == PORTION;
        }
    }
}
