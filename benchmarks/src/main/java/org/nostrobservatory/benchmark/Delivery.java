package org.nostrobservatory.benchmark;

/**
 * Which relay sends which copy of which event. An event is seen on 4.7 relays of five: first on one, later on three or
 * four of the others. Blocks of a hundred events go the same way.
 */
final class Delivery {

    static final int RELAYS = 5;
    static final int BLOCK = 100;

    /** Copies of an event beyond the first, by this many, and one more for seven events in ten. */
    private static final int COPIES = 3;

    private static final int TENTHS_WITH_ONE_MORE = 7;

    private Delivery() {}

    /** Whether this relay is the one that sends this copy of the event; 0 is the first one, 1 to 4 are repeated. */
    static boolean sends(int relay, int event, int copy) {
        boolean exists = copy <= COPIES || copy == COPIES + 1 && event % 10 < TENTHS_WITH_ONE_MORE;
        return exists && (event / BLOCK + copy) % RELAYS == relay;
    }

    /** How many repeated copies there are of these events. */
    static long copies(int from, int to) {
        long copies = 0;
        for (int event = from; event < to; event++) {
            copies += event % 10 < TENTHS_WITH_ONE_MORE ? COPIES + 1 : COPIES;
        }
        return copies;
    }
}
