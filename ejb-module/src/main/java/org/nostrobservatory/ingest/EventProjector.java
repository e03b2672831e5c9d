package org.nostrobservatory.ingest;

import java.util.List;
import org.nostrobservatory.protocol.Event;

/**
 * Derives rows from events. A new kind of analysis is a new implementation of this as an {@code @ApplicationScoped}
 * bean, with tables of its own; nothing else needs to know it.
 *
 * <p>Both methods run in the transaction that stores or removes the events, possibly in several transactions at once:
 * rows must be written in the order of their keys. What a projector's tables say must be a function of the stored
 * events alone, in whatever order they came.
 */
public interface EventProjector {

    /** Whether it wants events of this kind. */
    boolean accepts(int kind);

    /**
     * Whether nearly every call changes the same few rows. Such projectors come last, because transactions wait for each
     * other from there on.
     */
    default boolean sharesRows() {
        return false;
    }

    /** These events have just been stored: each event comes here once. Never empty. */
    void project(List<Event> events);

    /** These events have just been removed; what was derived from them is to be taken back. Never empty. */
    void retract(List<Event> events);

    /**
     * Makes every row right that belongs to an event or an author of this portion, whatever it says now: wrong ones,
     * missing ones, and ones that should not be there. Nobody adds to or takes from the archive meanwhile.
     *
     * @return how many rows were not right
     */
    int correct(Portion portion);

    /**
     * Makes right what no portion reaches: counters that belong to no single event or author, and rows whose event is not
     * there. Others add to the archive meanwhile: each statement must change only what events and rows of the moment that
     * it sees prove wrong, and add to counters, not set them.
     *
     * @return how many rows were not right
     */
    default int correctRest() {
        return 0;
    }
}
