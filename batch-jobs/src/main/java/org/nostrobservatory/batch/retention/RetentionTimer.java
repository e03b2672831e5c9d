package org.nostrobservatory.batch.retention;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nostrobservatory.batch.JobAlreadyRunningException;
import org.nostrobservatory.batch.Jobs;

/** Starts the clean-up every night. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {

    private static final Logger LOG = System.getLogger(RetentionTimer.class.getName());

    @Inject
    private Jobs jobs;

    @Schedule(hour = "3", minute = "30", persistent = false)
    void clean() {
        try {
            jobs.start("retention-cleanup");
        } catch (JobAlreadyRunningException e) {
            LOG.log(Level.INFO, "{0}: not started again", e.getMessage());
        }
    }
}
