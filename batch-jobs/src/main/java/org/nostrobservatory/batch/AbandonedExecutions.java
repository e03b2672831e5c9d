package org.nostrobservatory.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.nostrobservatory.schema.Database;

/**
 * Executions that a server left behind when it was killed. The batch runtime believes for ever that they run; marked as
 * failed they can be restarted from their last checkpoint.
 *
 * <p>Holds while one server runs the jobs: with several, one that starts later would take the others' for abandoned.
 */
@ApplicationScoped
class AbandonedExecutions {

    private final Instant serverStart =
            ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

    private boolean closed;

    @Inject
    private Database database;

    /** Marks what was begun before this server started as failed. Does so once. */
    synchronized void close() {
        if (closed) {
            return;
        }
        boolean repositoryExists = database.find(
                        "select to_regclass('jbatchexecutioninstancedata') is not null as there",
                        row -> row.getBoolean("there"))
                .orElse(false);
        if (repositoryExists) {
            database.update("""
                    update jbatchexecutioninstancedata
                    set batchstatus = 'FAILED', exitstatus = 'FAILED', endtime = now()
                    where batchstatus in ('STARTED', 'STARTING', 'STOPPING') and createtime < ?""", serverStart);
        }
        closed = true;
    }
}
