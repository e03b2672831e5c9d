package org.nostrobservatory.batch.retention;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.YearMonth;
import org.nostrobservatory.retention.Retention;

/** Drops the partitions of months of which nothing is left, each in a transaction of its own. */
@Dependent
@Named("emptyPartitionsBatchlet")
public class EmptyPartitionsBatchlet extends AbstractBatchlet {

    private static final Logger LOG = System.getLogger(EmptyPartitionsBatchlet.class.getName());

    @Inject
    private Retention retention;

    @Inject
    private JobContext job;

    @Override
    public String process() {
        for (YearMonth month : retention.emptyPartitions(Instant.now())) {
            try {
                retention.dropPartition(job.getExecutionId(), month);
            } catch (EJBException e) {
                LOG.log(Level.INFO, "The empty partitions of {0} stay for now: {1}", month, e.getMessage());
            }
        }
        return "COMPLETED";
    }
}
