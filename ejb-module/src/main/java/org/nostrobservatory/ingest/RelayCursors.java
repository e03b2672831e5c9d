package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Up to when what each relay offered is safe: in the archive, or in the queue on its way there. */
@ApplicationScoped
public class RelayCursors {

    /**
     * How far a relay is synchronised.
     *
     * @param lease by which its events were received
     */
    record Synced(long lease, Instant until) {

        /** Of the newer lease, the later one. */
        Synced later(Synced other) {
            return ORDER.compare(this, other) < 0 ? other : this;
        }

        private static final Comparator<Synced> ORDER =
                Comparator.comparingLong(Synced::lease).thenComparing(Synced::until);
    }

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

    /**
     * Moves cursors on, in the caller's transaction. None goes back: batches may be stored out of order. What was received by a
     * lease that has ended since moves none: the holder of the new one asks again from where the cursor is.
     */
    void advance(Map<Integer, Synced> synced) {
        if (synced.isEmpty()) {
            return;
        }
        // In the order of the keys, so that concurrent transactions cannot wait for each other in a circle.
        List<Map.Entry<Integer, Synced>> rows =
                synced.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        database.update(
                """
                insert into relay_cursor as old (relay_id, synced_until)
                select relay_id, until from unnest(?, ?, ?) as note (relay_id, token, until)
                                            join relay_lease using (relay_id, token)
                order by relay_id
                on conflict (relay_id) do update set synced_until = greatest(old.synced_until, excluded.synced_until)""",
                Column.of("integer", rows, Map.Entry::getKey),
                Column.of("bigint", rows, row -> row.getValue().lease()),
                Column.of("timestamptz", rows, row -> row.getValue().until()));
    }
}
