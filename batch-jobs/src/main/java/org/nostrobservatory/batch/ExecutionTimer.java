package org.nostrobservatory.batch;

import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.nostrobservatory.schema.SurvivingTimer;

/** Speaks with the other servers about what runs in this one: stops what they were asked to stop, and says how far it is. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@Interceptors(SurvivingTimer.class)
public class ExecutionTimer {

    private static final Logger LOG = System.getLogger(ExecutionTimer.class.getName());

    @Inject
    private ExecutionServers servers;

    @Inject
    private RunningProgress running;

    @Schedule(hour = "*", minute = "*", second = "1/2", persistent = false)
    void speak() {
        servers.report(running.all());
        for (long executionId : servers.takeStopRequests()) {
            try {
                BatchRuntime.getJobOperator().stop(executionId);
            } catch (JobExecutionNotRunningException e) {
                LOG.log(Level.DEBUG, "Execution {0} has ended by itself", executionId);
            }
        }
    }
}
