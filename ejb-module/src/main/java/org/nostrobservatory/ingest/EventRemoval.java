package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;

/** Takes events out of the archive, with everything that was derived from them. */
@Stateless
public class EventRemoval {

    /** Names an event; the time says where it lies. */
    public record Key(Bytes id, long createdAt) {}

    @Inject
    private EventTable events;

    @Inject
    private Database database;

    @Inject
    private ArchiveLock lock;

    @Inject
    private Projection projection;

    public EventRemoval() {}

    EventRemoval(EventTable events, ArchiveLock lock, Database database, Projection projection) {
        this.events = events;
        this.lock = lock;
        this.database = database;
        this.projection = projection;
    }

    /** Removes these events in the caller's transaction. Answers those that were there. */
    public List<Event> remove(List<Key> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        lock.toRemove();
        List<Event> removed = events.delete(
                keys.stream().map(Key::id).toList(),
                keys.stream().map(Key::createdAt).toList());
        if (!removed.isEmpty()) {
            projection.retract(removed);
        }
        return removed;
    }

    /** Removes events that have expired (NIP-40), so many at most, in a transaction. Answers how many. */
    public int removeExpired(Instant now, int limit) {
        return remove(events.findExpired(now.getEpochSecond(), limit)).size();
    }

    /** Removes rejected events that were last received before this time, so many at most. Answers how many. */
    public int removeRejected(Instant before, int limit) {
        return database.update("""
                delete from rejected_event where id in
                    (select id from rejected_event where last_received_at < ? order by last_received_at limit ?)""", before, limit);
    }

    /** Forgets batches that were stored before this time, so many at most. Answers how many. */
    public int removeBatchMarks(Instant before, int limit) {
        database.update("""
                delete from imported_batch where id in
                    (select id from imported_batch where received_at < ? order by received_at limit ?)""", before, limit);
        return database.update("""
                delete from ingested_batch where id in
                    (select id from ingested_batch where ingested_at < ? order by ingested_at limit ?)""", before, limit);
    }
}
