package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Up to when what each relay offered is safe: in the archive, or in the queue on its way there. */
@ApplicationScoped
public class RelayCursors {

    @Inject
    private Database database;

    protected RelayCursors() {}

    RelayCursors(Database database) {
        this.database = database;
    }

    /** The time by relay; relays that were never synchronised are missing. */
    public Map<Integer, Instant> all() {
        record Row(int relayId, Instant until) {}
        Map<Integer, Instant> cursors = new HashMap<>();
        for (Row row : database.query(
                "select relay_id, synced_until from relay_cursor",
                result -> new Row(result.getInt("relay_id"), Database.instant(result, "synced_until")))) {
            cursors.put(row.relayId(), row.until());
        }
        return cursors;
    }

    /** Moves cursors on, in the caller's transaction. None goes back: batches may be stored out of order. */
    void advance(Map<Integer, Instant> until) {
        if (until.isEmpty()) {
            return;
        }
        // In the order of the keys, so that concurrent transactions cannot wait for each other in a circle.
        List<Map.Entry<Integer, Instant>> rows =
                until.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        database.update(
                """
                insert into relay_cursor as old (relay_id, synced_until) select * from unnest(?, ?)
                on conflict (relay_id) do update set synced_until = greatest(old.synced_until, excluded.synced_until)""",
                Column.of("integer", rows, Map.Entry::getKey),
                Column.of("timestamptz", rows, Map.Entry::getValue));
    }
}
