package org.nostrobservatory.protocol;

import java.util.Collection;
import java.util.List;

/**
 * The first so many of what strangers may write without end.
 *
 * @param dropped how many more there were
 */
record Bounded<T>(List<T> kept, int dropped) {

    static <T> Bounded<T> of(Collection<T> all, int max) {
        return new Bounded<>(all.stream().limit(max).toList(), Math.max(0, all.size() - max));
    }
}
