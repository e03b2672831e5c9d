package org.nostrobservatory.network;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import org.nostrobservatory.schema.SurvivingTimer;

/** Takes down each minute what the overview says. A minute in which the database does not answer has no row. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each call is one of its own
public class SnapshotTimer {

    @Inject
    private NetworkHistory history;

    @Schedule(hour = "*", minute = "*", second = "0", persistent = false)
    void record() {
        history.record(Instant.now());
    }

    @Schedule(hour = "*", minute = "11", second = "30", persistent = false)
    void thin() {
        history.thin(Instant.now());
    }
}
