package org.nostrobservatory.batch.rollup;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import org.nostrobservatory.dvm.DvmMonths;

/**
 * Reads the changed months of one partition. There is no checkpoint: a month is no longer changed once the transaction is
 * committed that has computed it, so what is left is what tables say.
 */
@Dependent
@Named("changedMonthReader")
public class ChangedMonthReader extends AbstractItemReader {

    @Inject
    private DvmMonths months;

    /** Which months are this partition's: from 0 to 3. */
    @Inject
    @BatchProperty
    private String remainder;

    private final Deque<YearMonth> left = new ArrayDeque<>();

    @Override
    public void open(Serializable checkpoint) {
        int own = Integer.parseInt(remainder);
        months.changed(Instant.now()).stream()
                .filter(month -> month.getMonthValue() % MonthMapper.PARTITIONS == own)
                .forEach(left::add);
    }

    @Override
    public Object readItem() {
        return left.poll();
    }
}
