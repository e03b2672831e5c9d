package org.nostrobservatory.dvm;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.schema.Database;

/**
 * Two numbers of each interval of a window.
 *
 * @param end of the window, unix seconds
 */
record JobSeries(Database database, JobWindow window, long end) {

    /** Makes an entry of the series. */
    interface Maker<T> {
        T make(Instant time, long first, long second);
    }

    /**
     * Asks for them; what nothing is answered of is 0.
     *
     * @param sql answers {@code interval} (how many since 1970), {@code first}, {@code second}; its parameters are, for each of
     *     the two, the length of an interval, the key, begin and end of the window
     */
    <T> List<T> read(String sql, Object firstKey, Object secondKey, Maker<T> maker) {
        long begin = window.begin(end);
        long step = window.interval().toSeconds();
        Map<Instant, T> found = new HashMap<>();
        database.query(
                sql,
                row -> {
                    Instant time = Instant.ofEpochSecond(row.getLong("interval") * step);
                    return found.put(time, maker.make(time, row.getLong("first"), row.getLong("second")));
                },
                step,
                firstKey,
                begin,
                end,
                step,
                secondKey,
                begin,
                end);
        return window.intervals(end).stream()
                .map(time -> found.getOrDefault(time, maker.make(time, 0, 0)))
                .toList();
    }
}
