package org.nostrobservatory.web.dvm;

import java.util.Comparator;
import java.util.function.Function;

/** Sorts a list by one value of its entries. What is not known (null) stands at the end, whichever way. */
record Sorting<T>(Comparator<T> ascending, Comparator<T> descending, boolean highestFirst) {

    /** @param highestFirst what one is used to */
    static <T, V extends Comparable<V>> Sorting<T> by(Function<T, V> value, boolean highestFirst) {
        return new Sorting<>(
                Comparator.comparing(value, Comparator.nullsLast(Comparator.naturalOrder())),
                Comparator.comparing(value, Comparator.nullsLast(Comparator.reverseOrder())),
                highestFirst);
    }

    /** @param reversed the other way than one is used to: the worst first */
    Comparator<T> comparator(boolean reversed) {
        return highestFirst != reversed ? descending : ascending;
    }
}
