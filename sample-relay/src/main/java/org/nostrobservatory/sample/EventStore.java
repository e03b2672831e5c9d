package org.nostrobservatory.sample;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;

/**
 * The events of a relay: the newest ones by {@code created_at}, and the latest ones in the order of their arrival,
 * which live subscriptions follow at their own pace. Holds at most {@code capacity} of each. Thread-safe.
 */
final class EventStore {

    /** An event, encoded once for all subscriptions. */
    record Stored(long arrival, Event event, byte[] json) {}

    private static final Comparator<Stored> NEWEST_FIRST = Comparator.comparingLong(
                    (Stored stored) -> stored.event().createdAt())
            .reversed()
            .thenComparing(stored -> stored.event().id());

    private final int capacity;
    private final NavigableSet<Stored> newestFirst = new ConcurrentSkipListSet<>(NEWEST_FIRST);
    private final Map<Bytes, Stored> byId = new ConcurrentHashMap<>();
    private final Stored[] latest;
    private volatile long arrivals;

    EventStore(int capacity) {
        this.capacity = capacity;
        this.latest = new Stored[capacity];
    }

    /** Takes an event over. False for one that is stored already. */
    synchronized boolean add(Event event) {
        if (byId.containsKey(event.id())) {
            return false;
        }
        Stored stored = new Stored(arrivals, event, EventJson.write(event).getBytes(StandardCharsets.UTF_8));
        if (Kinds.classOf(event.kind()) != Kinds.Class.EPHEMERAL) {
            byId.put(event.id(), stored);
            newestFirst.add(stored);
            if (byId.size() > capacity) {
                byId.remove(newestFirst.pollLast().event().id());
            }
        }
        latest[(int) (arrivals % capacity)] = stored;
        arrivals++;
        return true;
    }

    int size() {
        return byId.size();
    }

    /** How many events have ever arrived; the number of the next one. */
    long arrivals() {
        return arrivals;
    }

    /** The event that arrived as this one; null if it is not held any more. */
    synchronized Stored arrival(long number) {
        return arrivals - number > capacity ? null : latest[(int) (number % capacity)];
    }

    /** The stored events of interest that arrived before this one, newest first. */
    Cursor cursor(Interest interest, long before) {
        Iterator<Stored> events = newestFirst.iterator();
        long since = interest.since();
        return () -> {
            if (!events.hasNext() || interest.isSatisfied()) {
                return null;
            }
            Stored stored = events.next();
            if (stored.event().createdAt() < since) {
                return null;
            }
            return stored.arrival() < before && interest.takesStored(stored.event()) ? stored.json() : Cursor.NOTHING;
        };
    }
}
