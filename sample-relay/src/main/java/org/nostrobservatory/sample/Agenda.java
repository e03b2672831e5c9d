package org.nostrobservatory.sample;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import org.nostrobservatory.protocol.Event;

/** What will happen later because of something that has happened: a job's result, a newcomer's follow list. */
final class Agenda {

    private record Entry(long due, long order, LongFunction<Event> happening) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
    private long order;

    /** @param happening makes the event, given the time at which it really happens (unix seconds) */
    void at(long due, LongFunction<Event> happening) {
        entries.add(new Entry(due, order++, happening));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** When the next entry is due, unix seconds. */
    long nextDue() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().due();
    }

    /** How many entries are due until then. */
    long dueUntil(long time) {
        return entries.stream().filter(entry -> entry.due() <= time).count();
    }

    /** Lets the next entry happen, dated {@code now}. */
    Event happen(long now) {
        return entries.remove().happening().apply(now);
    }
}
