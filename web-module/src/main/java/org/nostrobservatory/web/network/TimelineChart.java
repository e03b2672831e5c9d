package org.nostrobservatory.web.network;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.ToLongFunction;
import org.nostrobservatory.network.Network.Bucket;

/**
 * The timeline as Chart.js draws it: stacked columns.  Colours and the way
 * that times are written come from the style sheet and the script of the page.
 */
final class TimelineChart {

    private record Series(String label, String name, ToLongFunction<Bucket> value) {}

    private static final List<Series> SERIES = List.of(
            new Series("Notes", "notes", Bucket::notes),
            new Series("Reactions", "reactions", Bucket::reactions),
            new Series("Reposts", "reposts", Bucket::reposts),
            new Series("Zaps", "zaps", Bucket::zaps),
            new Series("Other", "other", Bucket::other));

    private TimelineChart() {}

    static String json(List<Bucket> buckets) {
        JsonArrayBuilder datasets = Json.createArrayBuilder();
        for (Series series : SERIES) {
            JsonArrayBuilder data = Json.createArrayBuilder();
            buckets.forEach(bucket -> data.add(series.value().applyAsLong(bucket)));
            datasets.add(Json.createObjectBuilder()
                    .add("label", series.label())
                    .add("name", series.name())
                    .add("data", data)
                    .add("categoryPercentage", 1)
                    .add("barPercentage", 0.86));
        }
        JsonArrayBuilder labels = Json.createArrayBuilder();
        buckets.forEach(bucket -> labels.add(bucket.time().toString()));
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add("data", Json.createObjectBuilder().add("labels", labels).add("datasets", datasets))
                .add("options", options())
                .build()
                .toString();
    }

    private static JsonObject options() {
        JsonObjectBuilder x = Json.createObjectBuilder()
                .add("stacked", true)
                .add("grid", Json.createObjectBuilder().add("display", false))
                .add("ticks", Json.createObjectBuilder().add("maxRotation", 0).add("autoSkip", false));
        JsonObjectBuilder y = Json.createObjectBuilder()
                .add("stacked", true)
                .add("beginAtZero", true)
                .add("border", Json.createObjectBuilder().add("display", false))
                .add("ticks", Json.createObjectBuilder().add("precision", 0).add("maxTicksLimit", 6));
        return Json.createObjectBuilder()
                .add("animation", false)
                .add("responsive", true)
                .add("maintainAspectRatio", false)
                .add(
                        "interaction",
                        Json.createObjectBuilder().add("mode", "index").add("intersect", false))
                .add("plugins", plugins())
                .add("scales", Json.createObjectBuilder().add("x", x).add("y", y))
                .build();
    }

    private static JsonObjectBuilder plugins() {
        JsonObjectBuilder labels = Json.createObjectBuilder()
                .add("usePointStyle", true)
                .add("pointStyle", "rectRounded")
                .add("boxHeight", 8)
                .add("boxWidth", 8)
                .add("padding", 16);
        return Json.createObjectBuilder()
                .add(
                        "legend",
                        Json.createObjectBuilder()
                                .add("position", "bottom")
                                .add("align", "start")
                                .add("labels", labels))
                .add("tooltip", Json.createObjectBuilder().add("usePointStyle", true));
    }
}
