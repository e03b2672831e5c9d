package org.nostrobservatory.batch.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.api.partition.PartitionPlan;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MonthMapperTest {

    private final PartitionPlan plan = new MonthMapper().mapPartitions();

    @Test
    void eachRemainderIsOnePartition() {
        assertThat(plan.getPartitions()).isEqualTo(MonthMapper.PARTITIONS);
        assertThat(Arrays.stream(plan.getPartitionProperties()).map(one -> one.getProperty("remainder")))
                .containsExactly("0", "1", "2", "3");
    }

    /** Payara has not stored the number of partitions of an execution whose server was killed: comparing fails. */
    @Test
    void aRestartDoesNotCompareItselfWithTheExecutionBefore() {
        assertThat(plan.getPartitionsOverride()).isTrue();
    }
}
