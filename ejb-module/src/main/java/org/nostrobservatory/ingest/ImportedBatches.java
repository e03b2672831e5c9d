package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** What became of each line of the batches that are imported. */
@ApplicationScoped
class ImportedBatches {

    @Inject
    private Database database;

    protected ImportedBatches() {}

    ImportedBatches(Database database) {
        this.database = database;
    }

    /** Makes a place for the outcomes of a batch, unless there is one. To be committed before the batch is sent. */
    void expect(FrameBatch batch, int relayId) {
        database.update("""
                insert into imported_batch (id, relay_id, outcomes) values (?, ?, array_fill(null::text, array[?]))
                on conflict do nothing""", batch.id(), relayId, batch.frames().size());
    }

    /** The outcomes of a batch by line, null where it has none yet; none if nobody expects this batch. */
    Optional<List<String>> outcomes(UUID batchId) {
        return database.find(
                "select outcomes from imported_batch where id = ?",
                row -> Arrays.asList((String[]) row.getArray("outcomes").getArray()),
                batchId);
    }

    /**
     * Notes outcomes of a batch, if somebody expects it.
     *
     * @param batch all of it, though only some of its frames may have an outcome in this tally
     */
    void end(FrameBatch batch, RelayOutcomes.Tally tally) {
        if (!isExpected(batch.id())) {
            return;
        }
        List<ReceivedFrame> frames = batch.frames();
        database.update("""
                update imported_batch set outcomes =
                    (select array_agg(coalesce(now, before) order by place)
                     from unnest(outcomes, ?) with ordinality as line (before, now, place))
                where id = ?""", Column.of("text", frames, tally::outcomeOf), batch.id());
    }

    private boolean isExpected(UUID batchId) {
        return database.find("select 1 from imported_batch where id = ?", row -> true, batchId)
                .isPresent();
    }
}
