package org.nostrobservatory.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.nostrobservatory.schema.Database;

/**
 * Executions that a server left behind when it was killed. The batch runtime believes for ever that they run; marked as
 * failed they can be restarted from their last checkpoint. Those of servers that are alive are left alone.
 */
@ApplicationScoped
class AbandonedExecutions {

    private final Instant serverStart =
            ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

    @Inject
    private Database database;

    protected AbandonedExecutions() {}

    AbandonedExecutions(Database database) {
        this.database = database;
    }

    /**
     * Marks executions of servers that are gone as failed. Of which server an execution is stands in {@code job_execution} a moment
     * after it has begun, and not at all if an older version began it: then it is none if it began before this server did.
     */
    void close() {
        boolean repositoryExists = database.find(
                        "select to_regclass('jbatchexecutioninstancedata') is not null as there",
                        row -> row.getBoolean("there"))
                .orElse(false);
        if (repositoryExists) {
            database.update("""
                    update jbatchexecutioninstancedata
                    set batchstatus = 'FAILED', exitstatus = 'FAILED', endtime = now()
                    where batchstatus in ('STARTED', 'STARTING', 'STOPPING')
                          and coalesce((select not exists (select from collector
                                                           where id = collector_id and left_at is null)
                                        from job_execution where execution_id = jobexecid), createtime < ?)""", serverStart);
        }
    }
}
