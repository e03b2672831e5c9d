package org.nostrobservatory.batch.rebuild;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.batch.Progress;
import org.nostrobservatory.batch.RunningProgress;
import org.nostrobservatory.ingest.Rebuild;
import org.nostrobservatory.ingest.Section;

/** Makes the rows of a section right, in the transaction of the chunk. */
@Dependent
@Named("sectionWriter")
public class SectionWriter extends AbstractItemWriter {

    @Inject
    private Rebuild rebuild;

    @Inject
    private StepContext step;

    @Inject
    private JobContext job;

    @Inject
    private RunningProgress running;

    /** Names with commas. */
    @Inject
    @BatchProperty
    private String components;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Section section = (Section) item;
            int changed = rebuild.correct(List.of(components.split(",")), section);
            Progress progress = ((Progress) step.getPersistentUserData()).plus(section.events(), changed);
            step.setPersistentUserData(progress);
            running.report(job.getExecutionId(), progress);
        }
    }
}
