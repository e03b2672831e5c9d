package org.nostrobservatory.batch.rollup;

import jakarta.batch.api.partition.AbstractPartitionAnalyzer;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.nostrobservatory.batch.Progress;
import org.nostrobservatory.batch.RunningProgress;

/** Adds up what the partitions have done, in months. */
@Dependent
@Named("monthAnalyzer")
public class MonthAnalyzer extends AbstractPartitionAnalyzer {

    @Inject
    private StepContext step;

    @Inject
    private JobContext job;

    @Inject
    private RunningProgress running;

    private Progress progress;

    @Override
    public void analyzeCollectorData(Serializable data) {
        if (data instanceof MonthsDone done) {
            if (progress == null) {
                progress = new Progress(0, (Integer) job.getTransientUserData(), 0);
            }
            progress = progress.plus(done.months(), done.computed());
            step.setPersistentUserData(progress);
            running.report(job.getExecutionId(), progress);
        }
    }
}
