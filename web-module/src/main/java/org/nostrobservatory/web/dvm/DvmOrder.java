package org.nostrobservatory.web.dvm;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import org.nostrobservatory.dvm.Dvms;

/** What a list of data vending machines is sorted by. What is not known stands at the end, whichever way. */
enum DvmOrder {
    RESPONSES(Dvms.Entry::responses, true),
    FEEDBACK(Dvms.Entry::feedback, true),
    JOBS(entry -> entry.jobs().jobs(), true),
    ANSWERED(entry -> entry.jobs().answeredShare(), true),
    LATENCY(entry -> entry.jobs().firstResult().p50Seconds(), false),
    ERRORS(entry -> entry.jobs().errorShare(), true),
    EARNED(entry -> entry.jobs().earnedMsat(), true),
    CUSTOMERS(entry -> entry.jobs().customers(), true),
    KINDS(entry -> entry.kinds().size(), true),
    SEEN(Dvms.Entry::lastSeen, true),
    NAME(entry -> entry.name() == null ? null : entry.name().strip().toLowerCase(Locale.ROOT), false);

    private final Sorting<Dvms.Entry> sorting;

    <V extends Comparable<V>> DvmOrder(Function<Dvms.Entry, V> value, boolean highestFirst) {
        sorting = Sorting.by(value, highestFirst);
    }

    /** As {@link Sorting#comparator}; never leaves two entries equal. */
    Comparator<Dvms.Entry> comparator(boolean reversed) {
        return sorting.comparator(reversed).thenComparing(Dvms.Entry::pubkey);
    }
}
