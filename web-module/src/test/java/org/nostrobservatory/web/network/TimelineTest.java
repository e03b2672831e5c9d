package org.nostrobservatory.web.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.network.Network.Bucket;
import org.nostrobservatory.web.api.ProblemException;

class TimelineTest {

    @Test
    void coversADayByTheHourUnlessToldOtherwise() {
        assertThat(NetworkResource.span(null, null))
                .isEqualTo(new LatestNetwork.Span(Duration.ofHours(24), Duration.ofHours(1)));
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

    @Test
    void stacksWhatTheEventsAre() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        List<Bucket> buckets =
                List.of(new Bucket(time, 1, 2, 3, 4, 5), new Bucket(time.plusSeconds(60), 6, 7, 8, 9, 10_000_000_000L));

        assertThat(TimelineChart.columns(buckets, Duration.ofMinutes(1)).getJson())
                .contains("\"form\":\"columns\"", "\"interval\":60")
                .containsSubsequence("[1,6]", "[2,7]", "[3,8]", "[4,9]", "[5,10000000000]");
        assertThat(TimelineChart.areas(List.of(), Duration.ofMinutes(1)).isBlank())
                .isTrue();
    }
}
