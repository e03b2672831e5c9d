package org.nostrobservatory.batch.rollup;

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

/** Has the months computed soon after midnight, when one may just be over. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@Interceptors(SurvivingTimer.class)
public class RollupTimer {

    private static final Logger LOG = System.getLogger(RollupTimer.class.getName());

    @Inject
    private Jobs jobs;

    @Schedule(hour = "0", minute = "30", timezone = "UTC", persistent = false)
    void computeMonths() {
        try {
            jobs.start("monthly-rollup");
        } catch (JobAlreadyRunningException e) {
            LOG.log(Level.INFO, "{0}: not started again", e.getMessage());
        }
    }
}
