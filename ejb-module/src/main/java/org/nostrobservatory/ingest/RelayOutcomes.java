package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** How many events of each relay ended how. */
@ApplicationScoped
class RelayOutcomes {

    /** Events dated further ahead than this do not count until their time comes. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);

    private record Key(int relayId, String outcome, String reason) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparingInt(Key::relayId)
                .thenComparing(Key::outcome)
                .thenComparing(Key::reason);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** The counts of one batch. */
    static final class Tally {

        private final Map<Key, Long> counts = new TreeMap<>();
        private final Map<ReceivedFrame, String> outcomes = new IdentityHashMap<>();
        private final long future;

        Tally(Instant now) {
            future = now.plus(CLOCK_TOLERANCE).getEpochSecond();
        }

        /** @param first whether this is the copy by which the event came into the archive */
        void archived(CheckedFrames.Valid copy, boolean first) {
            end(copy.frame(), first ? "stored" : "duplicate", "");
            if (first && copy.event().createdAt() > future) {
                count(copy.frame(), "future", "");
            }
        }

        /** A copy that the collector recognised; nobody asks for its outcome. */
        void duplicate(ReceivedFrame frame) {
            count(frame, "duplicate", "");
        }

        /** @param fate why it was not stored */
        void refused(ReceivedFrame frame, Fate fate) {
            end(frame, fate.outcome(), "");
        }

        void rejected(ReceivedFrame frame, RejectionReason reason) {
            end(frame, "rejected", reason.code());
        }

        /** How this very frame ended, for example {@code stored} or {@code rejected:bad-id}; null if it is not counted. */
        String outcomeOf(ReceivedFrame frame) {
            return outcomes.get(frame);
        }

        private void end(ReceivedFrame frame, String outcome, String reason) {
            count(frame, outcome, reason);
            outcomes.put(frame, reason.isEmpty() ? outcome : outcome + ":" + reason);
        }

        private void count(ReceivedFrame frame, String outcome, String reason) {
            counts.merge(new Key(frame.relayId(), outcome, reason), 1L, Long::sum);
        }
    }

    @Inject
    private Database database;

    protected RelayOutcomes() {}

    RelayOutcomes(Database database) {
        this.database = database;
    }

    void add(Tally tally) {
        List<Map.Entry<Key, Long>> rows = List.copyOf(tally.counts.entrySet());
        database.update(
                """
                insert into relay_outcome as total (relay_id, outcome, reason, events)
                select * from unnest(?, ?, ?, ?)
                on conflict (relay_id, outcome, reason) do update set events = total.events + excluded.events""",
                Column.of("integer", rows, row -> row.getKey().relayId()),
                Column.of("text", rows, row -> row.getKey().outcome()),
                Column.of("text", rows, row -> row.getKey().reason()),
                Column.of("bigint", rows, Map.Entry::getValue));
    }
}
