package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nostrobservatory.batch.Jobs;
import org.nostrobservatory.retention.Retention;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.page.Format;

/** What {@code admin/jobs.xhtml} shows and does: batch jobs. */
@Named
@RequestScoped
public class AdminJobsPage {

    private static final int SHOWN = 10;
    private static final int DELETIONS = 30;

    @Inject
    private Jobs jobs;

    @Inject
    private Actions actions;

    @Inject
    private Command command;

    @Inject
    private Retention retention;

    @Inject
    private Format format;

    private List<JobResource.Job> list;
    private List<Retention.Deletion> deletions;

    /** Does what a button says. */
    public void act() {
        switch (command.verb()) {
            case "start" ->
                command.run(() -> "Execution " + actions.startJob(command.subject(), List.of()) + " has begun.");
            case "stop" ->
                command.run(() -> {
                    actions.stopJob(execution());
                    return "It stops after its current portion.";
                });
            case "restart" -> command.run(() -> "Execution " + actions.restartJob(execution()) + " goes on.");
            default -> {
                // No button was pressed.
            }
        }
        list = null;
    }

    private long execution() {
        if (!command.subject().matches("\\d{1,9}")) {
            throw ProblemException.badRequest("There is no such execution.");
        }
        return Long.parseLong(command.subject());
    }

    /** Each with its newest executions. */
    public List<JobResource.Job> getJobs() {
        if (list == null) {
            list = jobs.names().stream()
                    .map(name -> new JobResource.Job(name, jobs.history(name, SHOWN)))
                    .toList();
        }
        return list;
    }

    /** What an execution counted: commit 49, read 48. */
    public String metrics(Jobs.Execution execution) {
        return execution.metrics().entrySet().stream()
                .map(metric -> metric.getKey()
                                .replaceFirst("_COUNT$", "")
                                .replace('_', ' ')
                                .toLowerCase(Locale.ROOT) + " " + format.number(metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The newest entries of the log of what was deleted. */
    public List<Retention.Deletion> getDeletions() {
        if (deletions == null) {
            deletions = retention.log(DELETIONS);
        }
        return deletions;
    }

    public boolean isRunning(Jobs.Execution execution) {
        return execution.endedAt() == null;
    }

    /** Whether it can go on where it ended: the newest one can, unless it was completed. */
    public boolean isRestartable(JobResource.Job job, Jobs.Execution execution) {
        return !isRunning(execution)
                && execution.equals(job.executions().get(0))
                && !execution.status().equals("COMPLETED");
    }

    public boolean isActive(JobResource.Job job) {
        return job.executions().stream().anyMatch(this::isRunning);
    }
}
