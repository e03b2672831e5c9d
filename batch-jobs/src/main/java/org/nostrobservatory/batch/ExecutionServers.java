package org.nostrobservatory.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.coordination.ThisServer;
import org.nostrobservatory.schema.Database;

/**
 * Which server runs which execution. The batch runtime of a server knows its own only: it can neither stop those of others
 * nor say how far they are.
 */
@ApplicationScoped
class ExecutionServers {

    @Inject
    private Database database;

    @Inject
    private ThisServer self;

    protected ExecutionServers() {}

    ExecutionServers(Database database, ThisServer self) {
        this.database = database;
        this.self = self;
    }

    /**
     * Whether this server may see now whether the job runs, and start it. A claim that was not ended, because the server died, is
     * void after a minute: to start a job takes milliseconds.
     */
    boolean claimStart(String job) {
        return database.update("""
                        insert into job_start as claim (job, claimed_at) values (?, now())
                        on conflict (job) do update set claimed_at = now()
                        where claim.claimed_at < now() - interval '1 minute'""", job) == 1;
    }

    void endClaim(String job) {
        database.update("delete from job_start where job = ?", job);
    }

    /** Notes down that this server runs it. */
    void add(long executionId) {
        database.update(
                "insert into job_execution (execution_id, collector_id) values (?, ?) on conflict do nothing",
                executionId,
                self.id());
    }

    /** Asks another server to stop an execution. False if none runs it. */
    boolean requestStop(long executionId) {
        return database.update("""
                        update job_execution set stop_requested = true
                        where execution_id = ? and collector_id <> ?
                              and exists (select from collector where id = collector_id and left_at is null)""", executionId, self.id()) == 1;
    }

    /** The executions of this server that others were asked to stop, each once. */
    List<Long> takeStopRequests() {
        return database.query("""
                update job_execution set stop_requested = false where stop_requested and collector_id = ?
                returning execution_id""", row -> row.getLong("execution_id"), self.id());
    }

    /** Lets other servers know how far the executions of this one are. */
    void report(Map<Long, Progress> progresses) {
        progresses.forEach((executionId, progress) -> database.update(
                """
                update job_execution set (done, total, changed) = (?, ?, ?)
                where execution_id = ? and (done, total, changed) is distinct from (?, ?, ?)""",
                progress.done(),
                progress.total(),
                progress.changed(),
                executionId,
                progress.done(),
                progress.total(),
                progress.changed()));
    }

    /** How far an execution is that runs in whatever server, as it said a moment ago. */
    Optional<Progress> progress(long executionId) {
        return database.find(
                "select done, total, changed from job_execution where execution_id = ? and done is not null",
                row -> new Progress(row.getLong("done"), row.getLong("total"), row.getLong("changed")),
                executionId);
    }
}
