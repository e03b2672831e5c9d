package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void fieldsAreReadByTheirType() throws IOException {
        JsonBody body = read("{\"text\":\"a\",\"number\":7,\"flag\":true}");

        assertThat(body.text("text")).isEqualTo("a");
        assertThat(body.integer("number")).isEqualTo(7);
        assertThat(body.flag("flag")).isTrue();
    }

    @Test
    void whatIsAbsentOrNullIsNull() throws IOException {
        for (String text : new String[] {"{}", "{\"text\":null,\"number\":null,\"flag\":null}"}) {
            JsonBody body = read(text);
            assertThat(body.text("text")).isNull();
            assertThat(body.integer("number")).isNull();
            assertThat(body.flag("flag")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"text\":", "{} {}", "{\"tekst\":\"a\"}", "no JSON", "{\"text\":\"a\"}x"})
    void whatIsNoObjectOfTheseFieldsIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "7.5", "99999999999", "true", "{}", "[]"})
    void whatIsNoWholeNumberIsRefused(String value) throws IOException {
        JsonBody body = read("{\"number\":" + value + "}");
        assertThatThrownBy(() -> body.integer("number")).isInstanceOf(ProblemException.class);
    }

    @Test
    void otherTypesAreRefused() throws IOException {
        assertThatThrownBy(() -> read("{\"flag\":\"true\"}").flag("flag")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("{\"flag\":{}}").flag("flag")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("{\"text\":1}").text("text")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aBodyHasABound() {
        assertThatThrownBy(() -> read("{\"text\":\"" + "a".repeat(70_000) + "\"}"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    private static JsonBody read(String text) throws IOException {
        return JsonBody.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Set.of("text", "number", "flag"));
    }
}
