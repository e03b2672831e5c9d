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

    private final Comparator<DvmKinds.Entry> ascending;
    private final Comparator<DvmKinds.Entry> descending;
    private final boolean highestFirst;

    <V extends Comparable<V>> KindOrder(Function<DvmKinds.Entry, V> value, boolean highestFirst) {
        ascending = Comparator.comparing(value, Comparator.nullsLast(Comparator.naturalOrder()));
        descending = Comparator.comparing(value, Comparator.nullsLast(Comparator.reverseOrder()));
        this.highestFirst = highestFirst;
    }

    /** @param reversed the other way than one is used to: the worst first */
    Comparator<DvmKinds.Entry> comparator(boolean reversed) {
        return (highestFirst != reversed ? descending : ascending).thenComparing(DvmKinds.Entry::kind);
    }
}
