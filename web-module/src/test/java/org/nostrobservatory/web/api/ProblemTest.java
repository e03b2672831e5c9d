package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @Test
    void isADocumentWithTheFieldsOfTheStandard() {
        Problem problem = Problem.of(400, "hours is \"wrong\"\n\u0000");
        JsonObject json = parse(problem);
        assertThat(json.keySet()).containsExactly("type", "title", "status", "detail", "incident");
        assertThat(json.getString("type")).isEqualTo("about:blank");
        assertThat(json.getString("title")).isEqualTo("Bad Request");
        assertThat(json.getInt("status")).isEqualTo(400);
        assertThat(json.getString("detail")).isEqualTo("hours is \"wrong\"\n\u0000");
        assertThat(json.getString("incident")).isEqualTo(problem.incident()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 409, 415, 418, 431, 500, 502, 503})
    void hasWordsForEveryStatus(int status) {
        JsonObject json = parse(Problem.of(status));
        assertThat(json.getString("title")).isNotBlank();
        assertThat(json.getString("detail")).endsWith(".").doesNotContain("Exception", "org.");
    }

    @Test
    void isToldFromAnyOtherByItsIncident() {
        assertThat(Problem.of(404).incident()).isNotEqualTo(Problem.of(404).incident());
    }

    private static JsonObject parse(Problem problem) {
        return Json.createReader(new StringReader(problem.toJson())).readObject();
    }
}
