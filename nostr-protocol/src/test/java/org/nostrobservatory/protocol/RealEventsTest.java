package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Public events of real people against figures that two independent implementations agree on. */
class RealEventsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<Event> VALID = new ArrayList<>();
    private static final Map<String, InvalidEventException> REFUSED = new HashMap<>();

    @BeforeAll
    static void readAll() {
        for (String line : SampleFiles.lines("real-events.jsonl")) {
            try {
                Event event = EventJson.parse(line, MAX_TAGS);
                EventVerifier.verify(event);
                VALID.add(event);
            } catch (InvalidEventException e) {
                REFUSED.put(line, e);
            }
        }
    }

    @Test
    void asManyAreValidAsTheyMustBe() {
        assertThat(VALID).hasSize(2750).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(VALID.stream().map(Event::pubkey).distinct()).hasSize(1045);
        assertThat(REFUSED).hasSize(151);
    }

    @Test
    void theOthersAreRefusedForTheRightReasons() throws Exception {
        Map<JsonNode, String> expected = new HashMap<>();
        for (String line : SampleFiles.lines("invalid-events.jsonl")) {
            JsonNode row = MAPPER.readTree(line);
            expected.put(row.get("event"), row.get("reason").asText());
        }
        Map<JsonNode, String> actual = new HashMap<>();
        for (Map.Entry<String, InvalidEventException> refused : REFUSED.entrySet()) {
            actual.put(
                    MAPPER.readTree(refused.getKey()),
                    refused.getValue().reason().code());
        }

        assertThat(actual).isEqualTo(expected);
        assertThat(countBy(List.copyOf(actual.values())))
                .isEqualTo(Map.of(
                        "id-mismatch", 128L,
                        "bad-id-length", 12L,
                        "bad-sig-length", 4L,
                        "sig-invalid", 3L,
                        "bad-pubkey-length", 3L,
                        "bad-tags", 1L));
    }

    @Test
    void someRefusedOnesClaimTheIdOfAValidOne() {
        List<Bytes> valid = VALID.stream().map(Event::id).toList();

        assertThat(REFUSED.values().stream()
                        .filter(e -> e.claimedId().filter(valid::contains).isPresent()))
                .hasSize(37);
    }

    @Test
    void kindsAreAsFrequentAsTheyMustBe() {
        Map<Integer, Long> kinds = countBy(VALID.stream().map(Event::kind).toList());
        Map<Integer, Long> frequent = new TreeMap<>(kinds);
        frequent.values().removeIf(count -> count < 5);

        assertThat(frequent)
                .isEqualTo(Map.ofEntries(
                        Map.entry(5, 747L),
                        Map.entry(0, 564L),
                        Map.entry(9288, 320L),
                        Map.entry(1, 212L),
                        Map.entry(7, 125L),
                        Map.entry(38172, 100L),
                        Map.entry(9295, 87L),
                        Map.entry(38000, 65L),
                        Map.entry(9292, 63L),
                        Map.entry(3, 50L),
                        Map.entry(9289, 45L),
                        Map.entry(30000, 30L),
                        Map.entry(7000, 28L),
                        Map.entry(32122, 28L),
                        Map.entry(32121, 26L),
                        Map.entry(9290, 19L),
                        Map.entry(9294, 18L),
                        Map.entry(7375, 15L),
                        Map.entry(6, 13L),
                        Map.entry(9321, 12L),
                        Map.entry(10002, 10L),
                        Map.entry(30311, 5L)));
        assertThat(kinds).hasSize(22 + 132);
        assertThat(VALID.stream().filter(e -> Kinds.classOf(e.kind()) == Kinds.Class.EPHEMERAL))
                .extracting(Event::kind)
                .containsExactlyInAnyOrder(21169, 22068, 22068, 22069, 27235);
    }

    @Test
    void writingAndReadingChangesNothing() throws Exception {
        for (Event event : VALID) {
            assertThat(EventJson.parse(EventJson.write(event), MAX_TAGS)).isEqualTo(event);
        }
    }

    private static <T> Map<T, Long> countBy(List<T> items) {
        return items.stream().collect(Collectors.groupingBy(item -> item, Collectors.counting()));
    }
}
