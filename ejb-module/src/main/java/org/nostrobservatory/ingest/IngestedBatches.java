package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.nostrobservatory.schema.Database;

/** Which batches have been stored. */
@ApplicationScoped
class IngestedBatches {

    @Inject
    private Database database;

    protected IngestedBatches() {}

    IngestedBatches(Database database) {
        this.database = database;
    }

    /** Notes how many events the batch brought into the archive. */
    void end(UUID batchId, int stored) {
        database.update("update ingested_batch set stored = ? where id = ?", stored, batchId);
    }

    /** Whether a batch has been stored. */
    boolean contains(UUID batchId) {
        return database.find("select 1 from ingested_batch where id = ?", row -> true, batchId)
                .isPresent();
    }

    /** Marks a batch as stored, if the transaction commits. Answers false if it was stored before. */
    boolean begin(UUID batchId) {
        return database.update("insert into ingested_batch (id) values (?) on conflict do nothing", batchId) == 1;
    }
}
