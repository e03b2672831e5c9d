package org.nostrobservatory.batch.rollup;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.nostrobservatory.dvm.DvmMonths;

/** Computes a month, in the transaction of the chunk. */
@Dependent
@Named("monthWriter")
public class MonthWriter extends AbstractItemWriter {

    @Inject
    private DvmMonths months;

    @Inject
    private StepContext partition;

    @Override
    public void writeItems(List<Object> items) {
        int computed = 0;
        for (Object item : items) {
            computed += months.compute((YearMonth) item, Instant.now()) ? 1 : 0;
        }
        partition.setTransientUserData(new MonthsDone(items.size(), computed));
    }
}
