package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EventJsonTest {

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", '"' + NOTE.id().hex() + '"');
        fields.put("pubkey", '"' + NOTE.pubkey().hex() + '"');
        fields.put("created_at", "1700000000");
        fields.put("kind", "1");
        fields.put("tags", "[[\"t\",\"nostr\"],[\"e\",\"a\",\"b\"],[]]");
        fields.put("content", "\"hello\"");
        fields.put("sig", '"' + NOTE.sig().hex() + '"');
        return fields;
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String with(String name, String value) {
        Map<String, String> fields = fields();
        fields.put(name, value);
        return json(fields);
    }

    private static Event parse(String json) throws InvalidEventException {
        return EventJson.parse(json, MAX_TAGS);
    }

    private static RejectionReason reason(String json) {
        return refusal(() -> parse(json)).reason();
    }

    @Test
    void readsAnEventAndWritesItOnOneLine() throws Exception {
        assertThat(parse(json(fields()))).isEqualTo(NOTE);
        assertThat(EventJson.write(NOTE)).isEqualTo(json(fields()));
        assertThat(parse(" \r\n\t" + json(fields()) + "\n")).isEqualTo(NOTE);
    }

    @Test
    void ignoresUnknownFields() throws Exception {
        assertThat(parse(with("seen_on", "[\"wss://x\",{\"id\":1,\"id\":2},null]")))
                .isEqualTo(NOTE);
        assertThat(parse(with("ID", "1"))).isEqualTo(NOTE);
        assertThat(parse(with("", "1e999999999"))).isEqualTo(NOTE);
        assertThat(parse(with("number", "9".repeat(100_000)))).isEqualTo(NOTE);
        assertThat(parse(with("n".repeat(100_000), "1"))).isEqualTo(NOTE);
    }

    @Test
    void everyTruncationIsMalformed() {
        Event event = ALICE.sign(12, 30_000, List.of(Tag.of("d", "\u0000é\ud83d\ude00"), Tag.of()), "\"\\\u2028");
        String json = EventJson.write(event);
        for (int length = 0; length < json.length(); length++) {
            assertThat(reason(json.substring(0, length)))
                    .as("%d characters", length)
                    .isEqualTo(RejectionReason.MALFORMED_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "'",
                "{'id':1}",
                "{\"id\":}",
                "{\"id\" 1}",
                "{id:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{/**/}",
                "[",
                "\"open",
                "tru",
                "nul\u0000",
                "\ufeff{}",
                "\u0000{}",
                "{}\u0000",
                "{\"a\":\ud800}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThat(reason(text)).isEqualTo(RejectionReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"text\"", "[{\"id\":1}]", "true", "-1.5e3"})
    void refusesWhatIsNoObject(String json) {
        assertThat(reason(json)).isEqualTo(RejectionReason.BAD_FRAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", ",", "}", "\u0000", "\ufeff", "1"})
    void refusesTextAfterTheObject(String rest) {
        assertThat(reason(json(fields()) + rest)).isEqualTo(RejectionReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "id, BAD_ID",
        "pubkey, BAD_PUBKEY",
        "created_at, BAD_CREATED_AT",
        "kind, BAD_KIND",
        "tags, BAD_TAGS",
        "content, BAD_CONTENT",
        "sig, BAD_SIG"
    })
    void refusesFieldsOfTheWrongTypeAndMissingOnes(String name, RejectionReason expected) {
        for (String value : List.of("null", "true", "{}", "{\"a\":[1]}", "1.5")) {
            assertThat(reason(with(name, value))).as(value).isEqualTo(expected);
        }
        if (!List.of("created_at", "kind").contains(name)) {
            assertThat(reason(with(name, "1"))).isEqualTo(expected);
        }
        if (!name.equals("tags")) {
            assertThat(reason(with(name, "[[]]"))).isEqualTo(expected);
        }
        Map<String, String> fields = fields();
        fields.remove(name);
        assertThat(reason(json(fields))).isEqualTo(RejectionReason.MISSING_FIELD);
    }

    @Test
    void refusesAnEmptyObject() {
        assertThat(reason("{}")).isEqualTo(RejectionReason.MISSING_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "tags", "content", "seen_on", ""})
    void refusesAFieldThatStandsTwice(String name) {
        String twice = with("seen_on", "1").replaceFirst("}$", ",\"\":2,\"" + name + "\":" + fields().get(name) + "}");
        String escaped = json(fields()).replaceFirst("}$", ",\"\\\\u0069d\":1}");

        assertThat(refusal(() -> parse(twice)).reason()).isEqualTo(RejectionReason.DUPLICATE_KEY);
        assertThat(refusal(() -> parse(twice)).claimedId()).contains(NOTE.id());
        assertThat(reason(escaped)).isEqualTo(RejectionReason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "id, 64, BAD_ID, BAD_ID_LENGTH",
        "pubkey, 64, BAD_PUBKEY, BAD_PUBKEY_LENGTH",
        "sig, 128, BAD_SIG, BAD_SIG_LENGTH"
    })
    void refusesWhatIsNotLowerCaseHex(String name, int digits, RejectionReason notHex, RejectionReason wrongLength) {
        String right = "a".repeat(digits);
        assertThat(reason(with(name, '"' + right.toUpperCase(Locale.ROOT) + '"')))
                .isEqualTo(notHex);
        assertThat(reason(with(name, '"' + right.substring(1) + "g\""))).isEqualTo(notHex);
        assertThat(reason(with(name, '"' + right.substring(1) + "\\u0000\""))).isEqualTo(notHex);
        for (String wrong : List.of("", right.substring(1), right + "a", right.substring(2), right + right)) {
            assertThat(reason(with(name, '"' + wrong + '"'))).isEqualTo(wrongLength);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "1.0", "1e3", "\"1\"", "4294967297", "18446744073709551617", "1E0"})
    void refusesKindsOutsideOf16Bits(String kind) {
        assertThat(reason(with("kind", kind))).isEqualTo(RejectionReason.BAD_KIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65535"})
    void acceptsKindsOf16Bits(String kind) throws Exception {
        assertThat(parse(with("kind", kind)).kind()).isEqualTo(Integer.parseInt(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "253370764800", "1000000000000000000", "9223372036854775807"})
    void acceptsTimesOf63Bits(String time) throws Exception {
        assertThat(parse(with("created_at", time)).createdAt()).isEqualTo(Long.parseLong(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "1.5", "1.0", "1e9", "9223372036854775808", "-9223372036854775809", "\"1700000000\"", "[1]"
            })
    void refusesOtherTimes(String time) {
        assertThat(reason(with("created_at", time))).isEqualTo(RejectionReason.BAD_CREATED_AT);
    }

    @Test
    void refusesAnEndlessNumberQuickly() {
        assertThat(reason(with("created_at", "9".repeat(2_000_000)))).isEqualTo(RejectionReason.BAD_CREATED_AT);
        assertThat(reason(with("kind", "-" + "9".repeat(2_000_000)))).isEqualTo(RejectionReason.BAD_KIND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\"\"",
                "[\"t\"]",
                "[null]",
                "[[null]]",
                "[[1]]",
                "[[\"t\",[\"x\"]]]",
                "[[\"t\",{}]]",
                "[[\"t\"],{}]",
                "[[[]]]",
                "[[true]]"
            })
    void refusesTagsThatAreNotArraysOfStrings(String tags) {
        InvalidEventException refusal = refusal(() -> parse(with("tags", tags)));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.BAD_TAGS);
        assertThat(refusal.claimedId()).contains(NOTE.id());
    }

    @Test
    void refusesMoreTagsThanAllowed() throws Exception {
        String many = "[" + "[\"t\"],".repeat(MAX_TAGS - 1) + "[\"t\"]]";
        String tooMany = "[" + "[\"t\"],".repeat(9_999) + "[\"t\"]]";

        assertThat(parse(with("tags", many)).tags()).hasSize(MAX_TAGS);
        assertThat(reason(with("tags", tooMany))).isEqualTo(RejectionReason.TOO_MANY_TAGS);
        assertThat(reason(with("tags", "[[]," + many.substring(1)))).isEqualTo(RejectionReason.TOO_MANY_TAGS);
        assertThat(refusal(() -> EventJson.parse(with("tags", "[[]]"), 0)).reason())
                .isEqualTo(RejectionReason.TOO_MANY_TAGS);
        assertThat(EventJson.parse(with("tags", "[]"), 0).tags()).isEmpty();
    }

    @Test
    void refusesDeepNesting() {
        for (String name : List.of("tags", "content", "id", "other")) {
            assertThat(reason(with(name, "[".repeat(1_000_000) + "]".repeat(1_000_000))))
                    .isEqualTo(RejectionReason.MALFORMED_JSON);
            assertThat(reason(with(name, "{\"a\":".repeat(100_000)))).isEqualTo(RejectionReason.MALFORMED_JSON);
        }
    }

    @Test
    void knowsTheClaimedIdEvenIfItStandsLast() {
        String json = "{\"kind\":-1,\"tags\":[1],\"id\":\"" + NOTE.id() + "\"}";
        InvalidEventException refusal = refusal(() -> parse(json));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.BAD_KIND);
        assertThat(refusal.claimedId()).contains(NOTE.id());
        assertThat(refusal(() -> parse(with("id", "\"abc\""))).claimedId()).isEmpty();
        assertThat(refusal(() -> parse(with("id", "5"))).claimedId()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingHostileText() {
        for (String json : List.of(
                with("id", "\"\\u0000" + "x".repeat(63) + '"'),
                with("kind", '"' + "a".repeat(79) + "\ud83d\ude00" + "a".repeat(1_000_000) + '"'),
                "nul\u0000",
                "{\ud800")) {
            assertThat(refusal(() -> parse(json)))
                    .message()
                    .isNotBlank()
                    .hasSizeLessThan(600)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[[]",
                "[[1]]",
                "[null]",
                "\"\"",
                "[] []",
                "[[]]x",
                "[[\"a\"]]]",
                "null",
                "[[\"a]]"
            })
    void refusesTagsThatItDidNotWrite(String json) {
        assertThatThrownBy(() -> EventJson.parseTags(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
