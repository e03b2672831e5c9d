package org.nostrobservatory.batch.rollup;

import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.util.Properties;
import java.util.stream.IntStream;

/** Divides the months: one belongs to the partition of its number's remainder. */
@Dependent
@Named("monthMapper")
public class MonthMapper implements PartitionMapper {

    static final int PARTITIONS = 4;
    private static final int THREADS = 2;

    @Override
    public PartitionPlan mapPartitions() {
        PartitionPlan plan = new PartitionPlanImpl();
        plan.setPartitions(PARTITIONS);
        plan.setThreads(THREADS);
        plan.setPartitionProperties(
                IntStream.range(0, PARTITIONS).mapToObj(MonthMapper::properties).toArray(Properties[]::new));
        // What an execution before this one did is in the tables. Without this Payara compares the number of partitions
        // with that of the execution before, which it has not stored if the server was killed: no restart would work.
        plan.setPartitionsOverride(true);
        return plan;
    }

    private static Properties properties(int remainder) {
        Properties properties = new Properties();
        properties.setProperty("remainder", Integer.toString(remainder));
        return properties;
    }
}
