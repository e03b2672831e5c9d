package org.nostrobservatory.batch.rollup;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import org.nostrobservatory.dvm.DvmMonths;

/** Takes down which months have changed, and leaves their number for {@link MonthAnalyzer} with the job. */
@Dependent
@Named("monthChangesBatchlet")
public class MonthChangesBatchlet extends AbstractBatchlet {

    @Inject
    private DvmMonths months;

    @Inject
    private JobContext job;

    @Override
    public String process() {
        Instant now = Instant.now();
        months.noteChanges(now);
        job.setTransientUserData(months.changed(now).size());
        return "COMPLETED";
    }
}
