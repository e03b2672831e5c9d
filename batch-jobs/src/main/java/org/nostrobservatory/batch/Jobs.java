package org.nostrobservatory.batch;

import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The jobs: what there is, what runs, what ran. Transactions are the batch runtime's own, so there is none here. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Jobs {

    /**
     * One run of a job.
     *
     * @param status as Jakarta Batch names it, for example {@code COMPLETED}
     * @param exitStatus what the job says of its end; null while it runs
     * @param endedAt null while it runs
     * @param metrics what the steps did, for example {@code WRITE_COUNT}, summed up; without zeros
     * @param progress of the step that runs; at the end, of all steps together; null where the job does not say
     */
    public record Execution(
            long id,
            String job,
            String status,
            String exitStatus,
            Instant startedAt,
            Instant endedAt,
            Map<String, Long> metrics,
            Progress progress) {}

    /** File names in {@code META-INF/batch-jobs}. */
    private static final List<String> NAMES = List.of("monthly-rollup", "rebuild", "retention-cleanup");

    private static final Set<BatchStatus> RUNNING =
            EnumSet.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    @Inject
    private AbandonedExecutions abandoned;

    @Inject
    private ExecutionServers servers;

    @Inject
    private RunningProgress progresses;

    @Lock(LockType.READ)
    public List<String> names() {
        return NAMES;
    }

    /** Starts a job that takes no parameters, as {@link #start(String, Map)}. */
    public long start(String job) {
        return start(job, Map.of());
    }

    /**
     * Starts a job.
     *
     * @param parameters as its Job XML names them
     * @return the number of the execution
     * @throws UnknownJobException if there is no such job
     * @throws JobAlreadyRunningException if it runs
     */
    public long start(String job, Map<String, String> parameters) {
        Properties properties = new Properties();
        properties.putAll(parameters);
        return begin(job, () -> operator().start(job, properties));
    }

    /** One server at a time, because timers ring on all of them. */
    private long begin(String job, LongSupplier start) {
        refuseIfUnknown(job);
        if (!servers.claimStart(job)) {
            throw new JobAlreadyRunningException(job);
        }
        try {
            refuseIfRunning(job);
            long executionId = start.getAsLong();
            servers.add(executionId);
            return executionId;
        } finally {
            servers.endClaim(job);
        }
    }

    /**
     * Goes on with an execution that failed or was stopped, from its last checkpoint.
     *
     * @return the number of the new execution
     * @throws UnknownJobException if there is no such execution
     * @throws JobAlreadyRunningException if the job runs
     * @throws NotRestartableException if it completed, or is not the newest of its job
     */
    public long restart(long executionId) {
        try {
            String job = operator().getJobExecution(executionId).getJobName();
            Properties parameters = operator().getParameters(executionId);
            return begin(
                    job, () -> operator().restart(executionId, parameters == null ? new Properties() : parameters));
        } catch (NoSuchJobExecutionException e) {
            throw new UnknownJobException("execution " + executionId);
        } catch (JobExecutionAlreadyCompleteException | JobExecutionNotMostRecentException | JobRestartException e) {
            throw new NotRestartableException(executionId, e);
        }
    }

    /**
     * Asks an execution to end after its current portion; it can be restarted. If another server runs it, that one is told within
     * seconds.
     *
     * @throws UnknownJobException if there is no such execution
     * @throws NotRunningException if it has ended
     */
    public void stop(long executionId) {
        try {
            operator().stop(executionId);
        } catch (NoSuchJobExecutionException e) {
            throw new UnknownJobException("execution " + executionId);
        } catch (JobExecutionNotRunningException e) {
            boolean runs =
                    RUNNING.contains(operator().getJobExecution(executionId).getBatchStatus());
            if (!runs || !servers.requestStop(executionId)) {
                throw new NotRunningException(executionId, e);
            }
        }
    }

    /**
     * What ran, newest first.
     *
     * @throws UnknownJobException if there is no such job
     */
    @Lock(LockType.READ)
    public List<Execution> history(String job, int limit) {
        refuseIfUnknown(job);
        abandoned.close();
        return executions(job, limit).stream().map(this::execution).toList();
    }

    private void refuseIfRunning(String job) {
        abandoned.close();
        for (JobExecution execution : executions(job, 10)) {
            if (RUNNING.contains(execution.getBatchStatus())) {
                throw new JobAlreadyRunningException(job, execution.getExecutionId());
            }
        }
    }

    private static void refuseIfUnknown(String job) {
        if (!NAMES.contains(job)) {
            throw new UnknownJobException(job);
        }
    }

    private static List<JobExecution> executions(String job, int limit) {
        try {
            List<JobInstance> instances = operator().getJobInstances(job, 0, limit);
            return instances.stream()
                    .flatMap(instance -> operator().getJobExecutions(instance).stream())
                    .sorted(Comparator.comparingLong(JobExecution::getExecutionId)
                            .reversed())
                    .limit(limit)
                    .toList();
        } catch (NoSuchJobException e) {
            // The runtime knows a job from its first start on.
            return List.of();
        }
    }

    private Execution execution(JobExecution execution) {
        boolean running = RUNNING.contains(execution.getBatchStatus());
        return new Execution(
                execution.getExecutionId(),
                execution.getJobName(),
                execution.getBatchStatus().name(),
                running ? null : execution.getExitStatus(),
                execution.getStartTime() == null
                        ? null
                        : execution.getStartTime().toInstant(),
                running || execution.getEndTime() == null
                        ? null
                        : execution.getEndTime().toInstant(),
                metrics(execution),
                running ? running(execution) : progress(execution));
    }

    private Progress running(JobExecution execution) {
        long id = execution.getExecutionId();
        return progresses.of(id).or(() -> servers.progress(id)).orElse(null);
    }

    private Progress progress(JobExecution execution) {
        progresses.forget(execution.getExecutionId());
        return operator().getStepExecutions(execution.getExecutionId()).stream()
                .map(StepExecution::getPersistentUserData)
                .filter(Progress.class::isInstance)
                .map(Progress.class::cast)
                .reduce(Progress::plus)
                .orElse(null);
    }

    private static Map<String, Long> metrics(JobExecution execution) {
        Map<String, Long> sums = new TreeMap<>();
        for (StepExecution step : operator().getStepExecutions(execution.getExecutionId())) {
            for (Metric metric : step.getMetrics()) {
                if (metric.getValue() != 0) {
                    sums.merge(metric.getType().name(), metric.getValue(), Long::sum);
                }
            }
        }
        return sums;
    }

    private static JobOperator operator() {
        return BatchRuntime.getJobOperator();
    }
}
