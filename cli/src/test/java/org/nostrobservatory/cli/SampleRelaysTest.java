package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRelaysTest {

    @TempDir
    private Path directory;

    @Test
    void theServerIsToldToCollectAllOfThem() throws IOException {
        Path file = Files.writeString(directory.resolve("events.jsonl"), "{}\n\n{}\n");
        try (SampleRelays relays = SampleRelays.start(true, List.of(file, file))) {
            assertThat(relays.environment().get("OBSERVATORY_RELAYS").split(","))
                    .hasSize(4)
                    .allMatch(url -> url.startsWith("ws://127.0.0.1:"));
            assertThat(relays.environment())
                    .containsEntry("OBSERVATORY_ALLOW_PRIVATE_RELAYS", "true")
                    .containsEntry("OBSERVATORY_LOOKBACK", "all")
                    .containsEntry("OBSERVATORY_ZAP_PROVIDER_CHECK", "false");
            assertThat(relays.replay().orElseThrow().lineCount()).isEqualTo(4);
        }
    }

    @Test
    void withoutFilesNothingIsReplayed() {
        try (SampleRelays relays = SampleRelays.start(true, List.of())) {
            assertThat(relays.replay()).isEmpty();
        }
    }
}
