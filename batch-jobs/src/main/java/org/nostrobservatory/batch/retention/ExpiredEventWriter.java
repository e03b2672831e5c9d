package org.nostrobservatory.batch.retention;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.retention.Retention;

/** Deletes a chunk of events, in the transaction of the chunk. */
@Dependent
@Named("expiredEventWriter")
public class ExpiredEventWriter extends AbstractItemWriter {

    @Inject
    private Retention retention;

    @Inject
    private JobContext job;

    @Override
    public void writeItems(List<Object> items) {
        List<ExpiredEvent> events = items.stream().map(ExpiredEvent.class::cast).toList();
        retention.removeEvents(
                job.getExecutionId(),
                events.get(0).cutoff(),
                events.stream().map(ExpiredEvent::key).toList());
    }
}
