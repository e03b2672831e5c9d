package org.nostrobservatory.batch.rebuild;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.batch.Progress;
import org.nostrobservatory.ingest.Rebuild;

/** Makes right what sections do not reach. */
@Dependent
@Named("restBatchlet")
public class RestBatchlet extends AbstractBatchlet {

    @Inject
    private Rebuild rebuild;

    @Inject
    private StepContext step;

    /** Names with commas. */
    @Inject
    @BatchProperty
    private String components;

    @Override
    public String process() {
        step.setPersistentUserData(new Progress(0, 0, rebuild.correctRest(List.of(components.split(",")))));
        return "COMPLETED";
    }
}
