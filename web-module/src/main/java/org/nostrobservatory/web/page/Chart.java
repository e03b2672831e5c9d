package org.nostrobservatory.web.page;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a chart of a page shows: {@code <o:chart value="#{somePage.chart}" …/>}. How it looks is the business of
 * {@code observatory.js} and of the style sheets, where each colour is a variable {@code --series-NAME}.
 */
public final class Chart {

    /** Made of letters, digits and hyphens: a style sheet's variable without {@code --series-}. */
    private static final List<String> CATEGORY_COLOURS = List.of("1", "2", "3", "4", "5", "6", "7", "8");

    private record Series(String label, String colour, List<? extends Number> values) {}

    private record Bubble(String label, double x, double y, double size) {}

    private final String form;
    private final List<String> labels;
    private final Duration interval; // null where the labels are no times
    private final List<Series> series = new ArrayList<>();
    private final List<Bubble> bubbles = new ArrayList<>();
    private String unit = "";
    private boolean logarithmic;
    private String xTitle = "";
    private String yTitle = "";

    private Chart(String form, List<String> labels, Duration interval) {
        this.form = form;
        this.labels = List.copyOf(labels);
        this.interval = interval;
    }

    /** Columns over time, one series on top of the other; for what was counted in intervals that begin at these times. */
    public static Chart columns(List<Instant> times, Duration interval) {
        return new Chart("columns", texts(times), interval);
    }

    /** Areas over time, one series on top of the other; otherwise as columns. */
    public static Chart areas(List<Instant> times, Duration interval) {
        return new Chart("areas", texts(times), interval);
    }

    /** Lines through what was at these times; a value that is null is a gap. The scale need not begin at zero. */
    public static Chart lines(List<Instant> times) {
        return new Chart("lines", texts(times), Duration.ZERO);
    }

    /** Columns for categories that have an order, such as the hours of a day. */
    public static Chart columns(List<String> categories) {
        return new Chart("columns", categories, null);
    }

    /** Horizontal bars, the first category on top. */
    public static Chart bars(List<String> categories) {
        return new Chart("bars", categories, null);
    }

    /** A ring of shares: one series, each category with a colour of its own. */
    public static Chart doughnut(List<String> categories) {
        return new Chart("doughnut", categories, null);
    }

    /** Circles whose areas say a third number. */
    public static Chart bubbles(String xTitle, String yTitle) {
        Chart chart = new Chart("bubbles", List.of(), null);
        chart.xTitle = xTitle;
        chart.yTitle = yTitle;
        return chart;
    }

    /**
     * Adds a series.
     *
     * @param colour names a colour: notes, reactions, reposts, zaps, other, 1 to 8, good, busy, bad; of a doughnut several,
     *     with commas, or none for 1 to 8 by turns
     * @param values one for each time or category
     */
    public Chart series(String label, String colour, List<? extends Number> values) {
        if (values.size() != labels.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + labels.size() + " labels");
        }
        series.add(new Series(label, colour, values));
        return this;
    }

    /** Adds a series whose values are read from rows. */
    public <T> Chart series(String label, String colour, List<T> rows, Function<? super T, ? extends Number> value) {
        // Not toList() of Stream, to which a gap, null, is a number as well.
        List<Number> values = new ArrayList<>();
        rows.forEach(row -> values.add(value.apply(row)));
        return series(label, colour, values);
    }

    /** Adds a circle. */
    public Chart bubble(String label, double x, double y, double size) {
        bubbles.add(new Bubble(label, x, y, size));
        return this;
    }

    /** What stands after numbers, such as sats. */
    public Chart unit(String name) {
        unit = name;
        return this;
    }

    /** A scale on which each step is ten times the one before, for numbers of very different sizes; zeros are not drawn. */
    public Chart logarithmic() {
        logarithmic = true;
        return this;
    }

    /** Whether there is nothing to draw: no number but zeros. */
    public boolean isBlank() {
        return bubbles.isEmpty()
                && series.stream()
                        .flatMap(one -> one.values().stream())
                        .allMatch(value -> value == null || value.doubleValue() == 0);
    }

    /** For {@code observatory.js}. Written into an attribute of the page, never into a script. */
    public String getJson() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("form", form)
                .add("labels", Json.createArrayBuilder(labels))
                .add("unit", unit);
        if (logarithmic) {
            json.add("logarithmic", true);
        }
        if (interval != null) {
            json.add("interval", interval.toSeconds());
        }
        JsonArrayBuilder drawn = Json.createArrayBuilder();
        for (Series one : series) {
            JsonArrayBuilder values = Json.createArrayBuilder();
            one.values().forEach(value -> add(values, value));
            drawn.add(Json.createObjectBuilder()
                    .add("label", one.label())
                    .add("colours", Json.createArrayBuilder(colours(one)))
                    .add("values", values));
        }
        json.add("series", drawn);
        if (form.equals("bubbles")) {
            JsonArrayBuilder circles = Json.createArrayBuilder();
            bubbles.forEach(bubble -> circles.add(Json.createObjectBuilder()
                    .add("label", bubble.label())
                    .add("x", finite(bubble.x()))
                    .add("y", finite(bubble.y()))
                    .add("size", finite(bubble.size()))));
            json.add("bubbles", circles).add("xTitle", xTitle).add("yTitle", yTitle);
        }
        return json.build().toString();
    }

    private List<String> colours(Series one) {
        if (!form.equals("doughnut")) {
            return List.of(one.colour());
        }
        List<String> named =
                one.colour().isEmpty() ? CATEGORY_COLOURS : List.of(one.colour().split(","));
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            colours.add(named.get(i % named.size()));
        }
        return colours;
    }

    private static void add(JsonArrayBuilder values, Number value) {
        if (value == null || !Double.isFinite(value.doubleValue())) {
            values.addNull();
        } else if (value instanceof Double || value instanceof Float) {
            values.add(value.doubleValue());
        } else {
            values.add(value.longValue());
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static List<String> texts(List<Instant> times) {
        return times.stream().map(Instant::toString).toList();
    }
}
