package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.sample.Samples.ALICE;
import static org.nostrobservatory.sample.Samples.kinds;
import static org.nostrobservatory.sample.Samples.note;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Filter;

class ReplayTest {

    private static final String VALID = EventJson.write(note(ALICE, 1, "grüße 🌱"));
    private static final String SPACED = VALID.replace(",", " , ").replace("grüße", "\\u0067rüße");
    private static final String REACTION = EventJson.write(ALICE.sign(2, 7, List.of(), "+"));
    private static final List<String> GARBAGE = List.of(
            "not JSON at all ☃", "{\"id\":7}", "[1,2", VALID.replace("\"kind\":1", "\"kind\":\"1\""), "{", "null");

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void linesAreServedVerbatimInFileOrder() throws IOException {
        Path first = file("first.jsonl", SPACED + "\n\n" + String.join("\r\n", GARBAGE) + "\r\n \t\n");
        Path second = file("second.jsonl", REACTION + "\n" + VALID);
        try (SampleRelay relay =
                        SampleRelay.named("replay").replay(first, second).start();
                TestClient client = new TestClient(relay)) {
            assertThat(relay.lineCount()).isEqualTo(3 + GARBAGE.size());
            assertThat(relay.linesServed()).isZero();

            List<String> frames = client.subscribe("s", Filter.ALL).storedFrames();
            assertThat(frames.get(0)).isEqualTo("[\"EVENT\",\"s\"," + SPACED + "]");
            assertThat(frames.subList(1, 1 + GARBAGE.size()))
                    .containsExactlyElementsOf(GARBAGE.stream()
                            .map(line -> "[\"EVENT\",\"s\"," + line + "]")
                            .toList());
            assertThat(frames.subList(1 + GARBAGE.size(), frames.size()))
                    .containsExactly("[\"EVENT\",\"s\"," + REACTION + "]", "[\"EVENT\",\"s\"," + VALID + "]");
            assertThat(relay.linesServed()).isEqualTo(relay.lineCount());
        }
    }

    @Test
    void filtersChooseAmongEventsAndLetGarbagePass() throws IOException {
        Path file = file("mixed.jsonl", VALID + "\n" + REACTION + "\ngarbage\n" + SPACED + "\n");
        try (SampleRelay relay = SampleRelay.named("replay").replay(file).start();
                TestClient client = new TestClient(relay)) {
            assertThat(client.subscribe("s", kinds(-1, 7)).storedFrames())
                    .containsExactly("[\"EVENT\",\"s\"," + REACTION + "]", "[\"EVENT\",\"s\",garbage]");
            assertThat(client.subscribe("t", kinds(1, 1)).storedFrames())
                    .containsExactly("[\"EVENT\",\"t\"," + VALID + "]");
            Event live = note(ALICE, 9, "live");
            relay.publish(live);
            assertThat(client.event("t")).isEqualTo(live);
        }
    }

    @Test
    void octetsThatAreNoTextDoNotEndTheConnection() throws IOException {
        byte[] broken = {'a', (byte) 0xFF, 'b', '\n'};
        Path file = Files.write(folder.resolve("broken.jsonl"), broken);
        Files.writeString(file, VALID, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
        try (SampleRelay relay = SampleRelay.named("replay").replay(file).start();
                TestClient client = new TestClient(relay)) {
            assertThat(client.subscribe("s", Filter.ALL).storedFrames())
                    .containsExactly("[\"EVENT\",\"s\",a\uFFFDb]", "[\"EVENT\",\"s\"," + VALID + "]");
        }
    }

    @Test
    void aLineMayBeLargerThanAnyBuffer() throws IOException {
        String large = EventJson.write(note(ALICE, 1, "x".repeat(3_000_000)));
        Path file = file("large.jsonl", VALID + "\n" + large + "\n" + VALID + "\n");
        try (SampleRelay relay = SampleRelay.named("replay").replay(file).start();
                TestClient client = new TestClient(relay)) {
            assertThat(client.subscribe("s", Filter.ALL).storedFrames())
                    .extracting(String::length)
                    .containsExactly(VALID.length() + 14, large.length() + 14, VALID.length() + 14);
        }
    }

    @Test
    void aMissingFileStopsTheStart() {
        assertThatThrownBy(() -> SampleRelay.named("replay")
                        .replay(folder.resolve("missing.jsonl"))
                        .start())
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aSlowReaderIsWaitedFor() throws IOException {
        int lines = 20_000;
        String line = EventJson.write(note(ALICE, 1, "x".repeat(4_000)));
        Path file = file("many.jsonl", String.join("\n", Collections.nCopies(lines, line)));
        try (SampleRelay relay = SampleRelay.named("replay").replay(file).start();
                TestClient slow = new TestClient(relay, 1);
                TestClient other = new TestClient(relay)) {
            slow.subscribe("s", Filter.ALL).frame();
            for (int i = 0; i < 1_000; i++) {
                other.subscribe("o", kinds(0, 1)).storedFrames();
            }
            // Socket buffers and the relay's water mark hold a few megabytes; the file has eighty.
            assertThat(relay.linesServed() * line.length()).isBetween(1L, 40_000_000L);

            slow.demand(Long.MAX_VALUE);
            assertThat(slow.storedFrames()).hasSize(lines - 1);
            assertThat(relay.linesServed()).isEqualTo(lines);
        }
    }
}
