package org.nostrobservatory.web.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nostrobservatory.network.Network.Bucket;
import org.nostrobservatory.web.api.ProblemException;

class TimelineTest {

    @Test
    void coversADayByTheHourUnlessToldOtherwise() {
        assertThat(NetworkResource.span(null, null))
                .isEqualTo(new NetworkResource.Span(Duration.ofHours(24), Duration.ofHours(1)));
        assertThat(NetworkResource.span("720", "22").interval()).isEqualTo(Duration.ofMinutes(22));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 60, hours is an integer from 1 to 720.",
        "721, 60, hours is an integer from 1 to 720.",
        "24, 0, interval is an integer from 1 to 1440.",
        "24, 1441, interval is an integer from 1 to 1440.",
        "720, 21, 'That would be more than 2000 elements: for 720 hours, interval is at least 22.'",
        "34, 1, 'That would be more than 2000 elements: for 34 hours, interval is at least 2.'"
    })
    void refusesWhatIsOutOfRange(String hours, String interval, String message) {
        assertThatThrownBy(() -> NetworkResource.span(hours, interval))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void drawsWindowsThatTheInterfaceAllows(ChartWindow window) {
        NetworkResource.Span span =
                NetworkResource.span(Long.toString(window.getHours()), Long.toString(window.getIntervalMinutes()));
        assertThat(span.window().dividedBy(span.interval())).isBetween(40L, 80L);
        assertThat(ChartWindow.of(window.getCode())).isSameAs(window);
    }

    @Test
    void takesADayForAnUnknownWindow() {
        assertThat(ChartWindow.of("99y")).isSameAs(ChartWindow.DAY);
        assertThat(ChartWindow.of(null)).isSameAs(ChartWindow.DAY);
    }

    @Test
    void stacksWhatTheEventsAre() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        JsonObject chart = chart(List.of(
                new Bucket(time, 1, 2, 3, 4, 5), new Bucket(time.plusSeconds(60), 6, 7, 8, 9, 10_000_000_000L)));
        assertThat(chart.getString("type")).isEqualTo("bar");
        JsonObject data = chart.getJsonObject("data");
        assertThat(data.getJsonArray("labels"))
                .map(JsonValue::toString)
                .containsExactly("\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:01:00Z\"");
        assertThat(data.getJsonArray("datasets").getValuesAs(JsonObject.class))
                .extracting(set -> set.getString("name") + set.getJsonArray("data"))
                .containsExactly("notes[1,6]", "reactions[2,7]", "reposts[3,8]", "zaps[4,9]", "other[5,10000000000]");
        assertThat(chart.getJsonObject("options").getBoolean("animation")).isFalse();
        JsonObject scales = chart.getJsonObject("options").getJsonObject("scales");
        assertThat(scales.values()).allMatch(axis -> axis.asJsonObject().getBoolean("stacked"));
    }

    @Test
    void drawsNothing() {
        assertThat(chart(List.of()).getJsonObject("data").getJsonArray("labels"))
                .isEmpty();
    }

    private static JsonObject chart(List<Bucket> buckets) {
        return Json.createReader(new StringReader(TimelineChart.json(buckets))).readObject();
    }
}
