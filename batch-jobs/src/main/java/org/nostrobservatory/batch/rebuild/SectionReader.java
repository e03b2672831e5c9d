package org.nostrobservatory.batch.rebuild;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.nostrobservatory.batch.Progress;
import org.nostrobservatory.ingest.Rebuild;
import org.nostrobservatory.ingest.Section;

/** Cuts the archive into sections. The checkpoint is the end of the last one. */
@Dependent
@Named("sectionReader")
public class SectionReader extends AbstractItemReader {

    /** Ingest waits for as long as one section takes, about a tenth of a second. */
    private static final int EVENTS = 1_000;

    @Inject
    private Rebuild rebuild;

    @Inject
    private StepContext step;

    private Section.Place last = Section.Place.START;

    @Override
    public void open(Serializable checkpoint) {
        if (checkpoint instanceof String place) {
            last = Section.Place.parse(place);
        }
        if (step.getPersistentUserData() == null) {
            step.setPersistentUserData(new Progress(0, rebuild.events(), 0));
        }
    }

    @Override
    public Object readItem() {
        if (last.equals(Section.Place.END)) {
            return null;
        }
        Section section = rebuild.sectionAfter(last, EVENTS);
        last = section.upTo();
        return section;
    }

    @Override
    public Serializable checkpointInfo() {
        return last.text();
    }
}
