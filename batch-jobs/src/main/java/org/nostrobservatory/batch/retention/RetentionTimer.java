package org.nostrobservatory.batch.retention;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nostrobservatory.batch.JobAlreadyRunningException;
import org.nostrobservatory.batch.Jobs;
import org.nostrobservatory.schema.SurvivingTimer;

/** Starts the clean-up every night. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@Interceptors(SurvivingTimer.class)
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
