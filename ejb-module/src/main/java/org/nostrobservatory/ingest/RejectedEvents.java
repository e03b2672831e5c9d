package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Keeps what was refused, with the reason: each distinct frame once a relay, and of each relay so many that it cannot fill
 * the disk ({@link Setting#MAX_REJECTED}, at most 64 KiB each). A relay that has reached its bound, which several batches
 * at once may exceed a little, is not written down any more until the clean-up makes room; its counts rise.
 */
@ApplicationScoped
class RejectedEvents {

    private static final int KEPT_BYTES = 64 * 1024;
    private static final int KEPT_DETAIL_CHARS = 500;

    private record Row(CheckedFrames.Rejected frame, byte[] raw, Bytes hash, long times) {

        static Row of(CheckedFrames.Rejected rejected) {
            byte[] raw = rejected.frame().text().getBytes(StandardCharsets.UTF_8);
            return new Row(rejected, raw, Bytes.sha256(raw), 1);
        }

        Row again() {
            return new Row(frame, raw, hash, times + 1);
        }

        int relayId() {
            return frame.frame().relayId();
        }
    }

    @Inject
    private Database database;

    @Inject
    private Settings settings;

    protected RejectedEvents() {}

    RejectedEvents(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    void add(List<CheckedFrames.Rejected> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        Map<Integer, Integer> room = room(rejected);
        List<CheckedFrames.Rejected> kept = rejected.stream()
                .filter(frame -> room.get(frame.frame().relayId()) > 0)
                .toList();
        List<Row> rows = distinct(kept).stream()
                .sorted(Comparator.comparingInt(Row::relayId).thenComparing(Row::hash))
                .filter(row -> room.merge(row.relayId(), -1, Integer::sum) >= 0)
                .toList();
        if (!rows.isEmpty()) {
            insert(rows);
        }
    }

    /** By relay, how many more frames of it may be kept. */
    private Map<Integer, Integer> room(List<CheckedFrames.Rejected> rejected) {
        record Kept(int relayId, int frames) {}
        List<Integer> relays = rejected.stream()
                .map(frame -> frame.frame().relayId())
                .distinct()
                .toList();
        int most = settings.get(Setting.MAX_REJECTED);
        Map<Integer, Integer> room = new HashMap<>();
        for (Kept kept : database.query(
                """
                select relay_id,
                       (select count(*) from (select from rejected_event as kept
                                              where kept.relay_id = asked.relay_id limit ?) as bounded) as frames
                from unnest(?) as asked (relay_id)""",
                row -> new Kept(row.getInt("relay_id"), row.getInt("frames")),
                most,
                Column.of("integer", relays, Function.identity()))) {
            room.put(kept.relayId(), most - kept.frames());
        }
        return room;
    }

    private void insert(List<Row> rows) {
        database.update(
                """
                insert into rejected_event as old (relay_id, reason, detail, event_id, received_at, last_received_at,
                                                   times, raw, raw_length, raw_sha256)
                select relay_id, reason, detail, event_id, received_at, received_at, times, raw, raw_length, raw_sha256
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as new
                     (relay_id, reason, detail, event_id, received_at, times, raw, raw_length, raw_sha256)
                on conflict (relay_id, raw_sha256) do update
                set times = old.times + excluded.times,
                    last_received_at = greatest(old.last_received_at, excluded.last_received_at)""",
                Column.of("integer", rows, Row::relayId),
                Column.of("text", rows, row -> row.frame().reason().code()),
                Column.of("text", rows, row -> Database.text(row.frame().detail(), KEPT_DETAIL_CHARS)),
                Column.of("bytea", rows, row -> row.frame().claimedId()),
                Column.of("timestamptz", rows, RejectedEvents::receivedAt),
                Column.of("bigint", rows, Row::times),
                Column.of("bytea", rows, row -> Arrays.copyOf(row.raw(), Math.min(row.raw().length, KEPT_BYTES))),
                Column.of("integer", rows, row -> row.frame().frame().length()),
                Column.of("bytea", rows, Row::hash));
    }

    private static Collection<Row> distinct(List<CheckedFrames.Rejected> rejected) {
        record Key(int relayId, Bytes hash) {}
        Map<Key, Row> rows = new HashMap<>();
        for (CheckedFrames.Rejected frame : rejected) {
            Row row = Row.of(frame);
            rows.merge(new Key(row.relayId(), row.hash()), row, (known, again) -> known.again());
        }
        return rows.values();
    }

    private static Instant receivedAt(Row row) {
        return row.frame().frame().receivedAt();
    }
}
