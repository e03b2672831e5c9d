package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void stacksSeriesOverTime() {
        JsonObject chart = read(Chart.columns(List.of(TIME, TIME.plusSeconds(60)), Duration.ofMinutes(1))
                .series("Notes", "notes", List.of(1, 2L))
                .series("Zaps", "zaps", List.of(0, 10_000_000_000L))
                .unit("events"));

        assertThat(chart.toString())
                .isEqualTo("{'form':'columns','labels':['2026-01-01T00:00:00Z','2026-01-01T00:01:00Z'],"
                        .concat("'unit':'events','interval':60,'series':[")
                        .concat("{'label':'Notes','colours':['notes'],'values':[1,2]},")
                        .concat("{'label':'Zaps','colours':['zaps'],'values':[0,10000000000]}]}")
                        .replace('\'', '"'));
    }

    @Test
    void hasGapsWhereNothingIsKnown() {
        List<Double> values = Arrays.asList(0.5, null, Double.NaN);
        JsonObject chart = read(Chart.lines(List.of(TIME, TIME, TIME)).series("Rate", "1", values, value -> value));

        assertThat(series(chart).getJsonArray("values").toString()).isEqualTo("[0.5,null,null]");
        assertThat(chart.getInt("interval")).isZero();
    }

    @Test
    void givesEachShareOfARingAColour() {
        List<String> ten = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        List<Integer> values = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        assertThat(series(read(Chart.doughnut(ten).series("", "", values))).getJsonArray("colours"))
                .hasSize(10)
                .startsWith(Json.createValue("1"))
                .endsWith(Json.createValue("8"), Json.createValue("1"), Json.createValue("2"));
        assertThat(series(read(Chart.doughnut(List.of("x", "y")).series("", "notes,zaps", List.of(1, 2))))
                        .getJsonArray("colours")
                        .toString())
                .isEqualTo("[\"notes\",\"zaps\"]");
    }

    @Test
    void drawsCirclesWithFiniteNumbers() {
        JsonObject chart = read(Chart.bubbles("Authors", "Mentions")
                .unit("sats")
                .bubble("#nostr", 3, 4, 5)
                .bubble("#odd", Double.NaN, Double.POSITIVE_INFINITY, 0));

        assertThat(chart.getJsonArray("bubbles").toString())
                .isEqualTo("[{\"label\":\"#nostr\",\"x\":3.0,\"y\":4.0,\"size\":5.0},"
                        + "{\"label\":\"#odd\",\"x\":0.0,\"y\":0.0,\"size\":0.0}]");
        assertThat(chart.getString("xTitle")).isEqualTo("Authors");
    }

    @Test
    void keepsTheWordsOfStrangersText() {
        String words = "</script><b \"'&\u2028\u0000";
        JsonObject chart = read(Chart.bars(List.of(words)).series(words, "1", List.of(1)));

        assertThat(chart.getJsonArray("labels").getString(0)).isEqualTo(words);
        assertThat(series(chart).getString("label")).isEqualTo(words);
    }

    @Test
    void mayHaveALogarithmicScale() {
        assertThat(read(Chart.bars(List.of()).logarithmic()).getBoolean("logarithmic"))
                .isTrue();
        assertThat(read(Chart.bars(List.of())).containsKey("logarithmic")).isFalse();
    }

    @Test
    void knowsWhenThereIsNothingToDraw() {
        assertThat(Chart.bars(List.of()).isBlank()).isTrue();
        assertThat(Chart.bars(List.of("a", "b"))
                        .series("", "1", Arrays.asList(0, null))
                        .isBlank())
                .isTrue();
        assertThat(Chart.bars(List.of("a")).series("", "1", List.of(0.1)).isBlank())
                .isFalse();
        assertThat(Chart.bubbles("x", "y").isBlank()).isTrue();
        assertThat(Chart.bubbles("x", "y").bubble("a", 0, 0, 0).isBlank()).isFalse();
    }

    @Test
    void refusesSeriesOfAnotherLength() {
        assertThatThrownBy(() -> Chart.bars(List.of("a")).series("", "1", List.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonObject read(Chart chart) {
        return Json.createReader(new StringReader(chart.getJson())).readObject();
    }

    private static JsonObject series(JsonObject chart) {
        return chart.getJsonArray("series").getJsonObject(0);
    }
}
