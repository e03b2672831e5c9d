package org.nostrobservatory.collector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Writes the states of the connections down, for whoever asks. */
@ApplicationScoped
class RelayConnections {

    private static final int KEPT_CHARS = 1_000;
    /** Who reads the states takes those for dead that are 30 seconds old. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private record Saved(RelayConnection.Status status, Instant at) {}

    @Inject
    private Database database;

    private final Map<Integer, Saved> saved = new HashMap<>();

    protected RelayConnections() {}

    RelayConnections(Database database) {
        this.database = database;
    }

    /**
     * Writes those that have changed; the others, and the time of the last frame, every 10 seconds. Those of relays that
     * another server has by now are left alone.
     */
    synchronized void save(List<RelayConnection.Status> statuses, Instant now) {
        List<RelayConnection.Status> rows = statuses.stream()
                .filter(status -> isDue(status, now))
                .sorted(Comparator.comparingInt(RelayConnection.Status::relayId))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        database.update(
                """
                insert into relay_connection (relay_id, state, since, connected_at, last_frame_at, failures, last_error,
                                              last_notice, updated_at)
                select relay_id, state, since, connected_at, last_frame_at, failures, last_error, last_notice, ?
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                         as status (relay_id, token, state, since, connected_at, last_frame_at, failures, last_error,
                                    last_notice)
                     join relay_lease using (relay_id, token)
                order by relay_id
                on conflict (relay_id) do update
                set (state, since, connected_at, last_frame_at, failures, last_error, last_notice, updated_at) =
                    (excluded.state, excluded.since, excluded.connected_at, excluded.last_frame_at, excluded.failures,
                     excluded.last_error, excluded.last_notice, excluded.updated_at)""",
                now,
                Column.of("integer", rows, RelayConnection.Status::relayId),
                Column.of("bigint", rows, RelayConnection.Status::lease),
                Column.of("text", rows, row -> row.state().name().toLowerCase(Locale.ROOT)),
                Column.of("timestamptz", rows, RelayConnection.Status::changedAt),
                Column.of("timestamptz", rows, RelayConnection.Status::connectedAt),
                Column.of("timestamptz", rows, RelayConnection.Status::lastFrameAt),
                Column.of("integer", rows, RelayConnection.Status::failures),
                Column.of("text", rows, row -> Database.text(row.lastError(), KEPT_CHARS)),
                Column.of("text", rows, row -> Database.text(row.lastNotice(), KEPT_CHARS)));
        rows.forEach(row -> saved.put(row.relayId(), new Saved(row, now)));
    }

    private boolean isDue(RelayConnection.Status status, Instant now) {
        Saved last = saved.get(status.relayId());
        return last == null
                || !now.isBefore(last.at().plus(HEARTBEAT))
                || !last.status().equals(status.withLastFrameAt(last.status().lastFrameAt()));
    }
}
