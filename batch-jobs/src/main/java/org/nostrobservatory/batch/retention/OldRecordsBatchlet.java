package org.nostrobservatory.batch.retention;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.nostrobservatory.retention.Retention;

/** Deletes old rejected events and the marks of old batches; each portion is a transaction of its own. */
@Dependent
@Named("oldRecordsBatchlet")
public class OldRecordsBatchlet extends AbstractBatchlet {

    private static final int PORTION = 5_000;

    @Inject
    private Retention retention;

    @Inject
    private JobContext job;

    private volatile boolean stopped;

    @Override
    public String process() {
        Instant now = Instant.now();
        repeat(() -> retention.removeRejected(job.getExecutionId(), now, PORTION));
        repeat(() -> retention.removeBatchMarks(job.getExecutionId(), now, PORTION));
        return stopped ? "STOPPED" : "COMPLETED";
    }

    private void repeat(IntSupplier portion) {
        int removed = PORTION;
        while (removed == PORTION && !stopped) {
            removed = portion.getAsInt();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
