package org.nostrobservatory.web.dvm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;

/** Charts of what happened in a window: interval by interval, or as it adds up ({@code ?view=sum} in the address). */
final class SeriesChart {

    /** What people may choose. */
    static final List<Choice> VIEWS = List.of(
            new Choice("bars", "Bars", "Each stretch of time for itself"),
            new Choice("sum", "Cumulative", "Everything up to that time"));

    private SeriesChart() {}

    /** The code of the view that the address asks for. */
    static String view(Address address) {
        return "sum".equals(address.get("view")) ? "sum" : "bars";
    }

    static Chart of(Address address, JobWindow window, List<Instant> times) {
        return view(address).equals("sum") ? Chart.lines(times) : Chart.columns(times, window.interval());
    }

    /** The numbers of a series as the view wants them. */
    static <T> List<Long> values(Address address, List<T> intervals, ToLongFunction<T> number) {
        boolean sums = view(address).equals("sum");
        List<Long> values = new ArrayList<>();
        long sum = 0;
        for (T interval : intervals) {
            long value = number.applyAsLong(interval);
            sum += value;
            values.add(sums ? sum : value);
        }
        return values;
    }
}
