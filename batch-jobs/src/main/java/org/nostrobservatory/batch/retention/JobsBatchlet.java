package org.nostrobservatory.batch.retention;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.nostrobservatory.dvm.DvmMonths;
import org.nostrobservatory.retention.Retention;

/**
 * Closes months whose jobs need not be kept any longer, deletes those jobs, and marks DVMs as inactive. Each piece is a
 * transaction of its own, and what is left to do is what tables say: killed in the middle it is simply done again.
 */
@Dependent
@Named("jobsBatchlet")
public class JobsBatchlet extends AbstractBatchlet {

    private static final int PORTION = 5_000;

    @Inject
    private Retention retention;

    @Inject
    private DvmMonths months;

    @Inject
    private JobContext job;

    private volatile boolean stopped;

    @Override
    public String process() {
        Instant now = Instant.now();
        List<YearMonth> ended = retention.monthsToClose(now);
        for (YearMonth month : ended) {
            if (!stopped) {
                // Without the lock first, so that ingest waits only for what has changed since.
                months.compute(month, now);
                months.close(month, now);
            }
        }
        int removed = 1;
        while (removed > 0 && !stopped) {
            removed = retention.removeJobs(job.getExecutionId(), now, PORTION);
        }
        retention.deactivateDvms(job.getExecutionId(), now);
        return stopped ? "STOPPED" : "COMPLETED";
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
