package org.nostrobservatory.web.dvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.web.api.JsonFormat;
import org.nostrobservatory.web.api.ProblemException;

class DvmDashResourceTest {

    /** Spec B.8, as it stands there. */
    @Test
    void fieldsAreThoseOfDvmDash() {
        assertFields(DvmDashResource.Cache.class, "items, memory_usage_mb, memory_limit_mb, utilization_percent");
        assertFields(
                DvmDashResource.Global.class,
                "timestamp, period_start, period_end, total_requests, total_responses, unique_dvms, unique_kinds, unique_users,"
                        + " popular_dvm, popular_kind, competitive_kind, time_series");
        assertFields(
                DvmDashResource.GlobalTime.class, "time, total_requests, total_responses, unique_users, unique_dvms");
        assertFields(
                DvmDashResource.DvmRow.class,
                "id, last_seen, is_active, supported_kinds, num_supporting_kinds, total_responses, total_feedback, total_events,"
                        + " dvm_name, dvm_about, dvm_picture");
        assertFields(
                DvmDashResource.DvmStats.class,
                "dvm_id, dvm_name, dvm_about, dvm_picture, timestamp, period_start, period_end, total_responses, total_feedback,"
                        + " supported_kinds, time_series");
        assertFields(DvmDashResource.DvmTime.class, "time, total_responses, total_feedback");
        assertFields(
                DvmDashResource.KindRow.class, "kind, last_seen, num_supporting_dvms, total_requests, total_responses");
        assertFields(
                DvmDashResource.KindStats.class,
                "kind, timestamp, period_start, period_end, total_requests, total_responses, num_supporting_dvms,"
                        + " supporting_dvms, time_series");
        assertFields(DvmDashResource.KindTime.class, "time, total_requests, total_responses");
    }

    private static void assertFields(Class<? extends Record> type, String fields) {
        assertThat(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
                .containsExactly(fields.split(", "));
    }

    @Test
    void nothingPopularIsNull() {
        DvmDashResource.Global none = new DvmDashResource.Global(
                Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, 0, null, null, null, List.of());
        assertThat(JsonFormat.create().toJson(none))
                .contains("\"timestamp\":\"1970-01-01T00:00:00Z\"")
                .contains("\"popular_dvm\":null,\"popular_kind\":null")
                .endsWith("\"time_series\":[]}");
    }

    @Test
    void aMonthIsWhatItAnswersUnlessAskedForSomethingElse() {
        assertThat(DvmDashResource.window(null)).isEqualTo(JobWindow.DAYS_30);
        assertThat(DvmDashResource.window("1h")).isEqualTo(JobWindow.HOUR_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2h", "1H", "30 days"})
    void anUnknownRangeIs422(String range) {
        assertThatThrownBy(() -> DvmDashResource.window(range))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(422));
        assertThatThrownBy(() -> DvmDashResource.number("limit", "0", 1, 1000, 100))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(422));
    }
}
