package org.nostrobservatory.batch.rollup;

import jakarta.batch.api.partition.PartitionCollector;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Reports what a partition has done since it last reported, after each chunk and at its end. */
@Dependent
@Named("monthCollector")
public class MonthCollector implements PartitionCollector {

    @Inject
    private StepContext partition;

    @Override
    public Serializable collectPartitionData() {
        Object done = partition.getTransientUserData();
        partition.setTransientUserData(null);
        return (MonthsDone) done;
    }
}
