package org.nostrobservatory.ingest;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import org.nostrobservatory.schema.SurvivingTimer;

/** Removes events whose time has come (NIP-40). Nobody sees them any more from that second on; the rows go later. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class ExpiryTimer {

    private static final int PORTION = 500;

    /** What is left after so many waits for the next minute: the archive is locked for each portion. */
    private static final int PORTIONS = 20;

    @Inject
    private EventRemoval removal;

    @Schedule(hour = "*", minute = "*", second = "7", persistent = false)
    void removeExpired() {
        int portions = 1;
        while (removal.removeExpired(Instant.now(), PORTION) == PORTION && portions < PORTIONS) {
            portions++;
        }
    }
}
