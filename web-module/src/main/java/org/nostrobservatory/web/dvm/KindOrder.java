package org.nostrobservatory.web.dvm;

import java.util.Comparator;
import java.util.function.Function;
import org.nostrobservatory.dvm.DvmKinds;

/** What a list of kinds of jobs is sorted by. What is not known stands at the end, whichever way. */
enum KindOrder {
    REQUESTS(DvmKinds.Entry::requests, true),
    RESPONSES(DvmKinds.Entry::responses, true),
    DVMS(DvmKinds.Entry::dvms, true),
    SUPPORT(DvmKinds.Entry::supportingDvms, true),
    ANSWERED(entry -> entry.jobs().answeredShare(), true),
    LATENCY(entry -> entry.jobs().firstResult().p50Seconds(), false),
    EARNED(entry -> entry.jobs().earnedMsat(), true),
    SEEN(DvmKinds.Entry::lastSeen, true),
    KIND(DvmKinds.Entry::kind, false);

    private final Sorting<DvmKinds.Entry> sorting;

    <V extends Comparable<V>> KindOrder(Function<DvmKinds.Entry, V> value, boolean highestFirst) {
        sorting = Sorting.by(value, highestFirst);
    }

    /** As {@link Sorting#comparator}; never leaves two entries equal. */
    Comparator<DvmKinds.Entry> comparator(boolean reversed) {
        return sorting.comparator(reversed).thenComparing(DvmKinds.Entry::kind);
    }
}
