package org.nostrobservatory.batch.retention;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.retention.Retention;

/** Reads the keys of events that may go, oldest first. The checkpoint is the cutoff and the last key. */
@Dependent
@Named("expiredEventReader")
public class ExpiredEventReader extends AbstractItemReader {

    private static final int PAGE = 2_000;

    /** The id in hex, because the batch runtime cannot read arrays back. Null before the first event. */
    private record Checkpoint(Instant cutoff, String lastId, long lastCreatedAt) implements Serializable {}

    @Inject
    private Retention retention;

    private final Deque<EventRemoval.Key> page = new ArrayDeque<>();
    private Optional<Instant> cutoff;
    private EventRemoval.Key last;

    @Override
    public void open(Serializable checkpoint) {
        if (checkpoint instanceof Checkpoint reached) {
            // What the operator has set since counts: nothing goes that may stay by now.
            cutoff = retention
                    .eventCutoff(Instant.now())
                    .map(allowed -> allowed.isBefore(reached.cutoff()) ? allowed : reached.cutoff());
            last = reached.lastId() == null
                    ? null
                    : new EventRemoval.Key(Bytes.fromHex(reached.lastId()), reached.lastCreatedAt());
        } else {
            cutoff = retention.eventCutoff(Instant.now());
        }
    }

    @Override
    public Object readItem() {
        if (cutoff.isEmpty()) {
            return null;
        }
        if (page.isEmpty()) {
            page.addAll(retention.expiredEvents(cutoff.get(), last, PAGE));
        }
        EventRemoval.Key next = page.poll();
        if (next == null) {
            return null;
        }
        last = next;
        return new ExpiredEvent(next, cutoff.get());
    }

    @Override
    public Serializable checkpointInfo() {
        return cutoff.map(time -> new Checkpoint(
                        time, last == null ? null : last.id().hex(), last == null ? 0 : last.createdAt()))
                .orElse(null);
    }
}
