package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FrameBatchTest {

    @Test
    void comesOutOfTheQueueAsItWentIn() {
        FrameBatch batch = new FrameBatch(
                UUID.randomUUID(),
                List.of(
                        new ReceivedFrame(7, Instant.ofEpochMilli(1_700_000_000_123L), "ünïcödé \u0000 😀", 99),
                        new ReceivedFrame(8, Instant.EPOCH, "", 0)));

        assertThat(FrameBatch.decode(batch.encode())).isEqualTo(batch);
    }

    @Test
    void aTruncatedMessageIsRefused() {
        byte[] body = new FrameBatch(UUID.randomUUID(), List.of(SampleEvents.frame(1, "text"))).encode();

        for (int length = 0; length < body.length - 4; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> FrameBatch.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFrameThatIsTooLongIsCutButItsLengthIsKept() {
        ReceivedFrame frame = ReceivedFrame.of(1, Instant.EPOCH, "ä".repeat(600_000), 1 << 20);

        assertThat(frame.length()).isEqualTo(1_200_000);
        assertThat(frame.text()).hasSizeLessThan(100_000);
        assertThat(ReceivedFrame.of(1, Instant.EPOCH, "a€😀", 100).length()).isEqualTo(1 + 3 + 4);
    }
}
