package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;

class JsonFormatTest {

    /** In an order that no sorting gives. */
    public record Outer(Instant time, Bytes id, Inner inner, List<Inner> all, Map<String, Long> counts, String none) {}

    public record Inner(long zaps, Bytes eventId, double rate, boolean live) {}

    public record Ids(Bytes one, List<Bytes> many) {}

    private final Jsonb jsonb = JsonFormat.create();

    @Test
    void writesRecordsInTheirOrderWithHexAndNulls() {
        Inner inner = new Inner(9_007_199_254_740_993L, Bytes.fromHex("00ff"), 1.5, true);
        Outer outer = new Outer(
                Instant.ofEpochSecond(1_700_000_000),
                Bytes.fromHex("abcd"),
                inner,
                List.of(inner),
                Map.of("sig-invalid", 2L),
                null);
        String expectedInner = "{\"zaps\":9007199254740993,\"eventId\":\"00ff\",\"rate\":1.5,\"live\":true}";
        assertThat(jsonb.toJson(outer))
                .isEqualTo("{\"time\":\"2023-11-14T22:13:20Z\",\"id\":\"abcd\",\"inner\":" + expectedInner
                        + ",\"all\":[" + expectedInner + "],\"counts\":{\"sig-invalid\":2},\"none\":null}");
    }

    @Test
    void writesAbsentIdsAndListsOfThem() {
        assertThat(jsonb.toJson(new Ids(null, Arrays.asList(Bytes.fromHex("01"), Bytes.fromHex("02")))))
                .isEqualTo("{\"one\":null,\"many\":[\"01\",\"02\"]}");
    }
}
