package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
                        message(7, new Asked("observatory", 1_700_000_000L), "ünïcödé \u0000 😀", 99),
                        message(7, new Asked("observatory", 1_700_000_000L), "again", 5),
                        ReceivedFrame.synced(7, Instant.ofEpochMilli(1_700_000_000_456L)),
                        message(8, Asked.ANYTHING, "", 0)));

        assertThat(FrameBatch.decode(batch.encode())).isEqualTo(batch);
    }

    /** What an older version left in the queue. */
    @Test
    void theFirstFormatIsStillRead() throws IOException {
        UUID id = UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeByte(1);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        out.writeInt(1);
        out.writeInt(7);
        out.writeLong(1_700_000_000_123L);
        out.writeInt(3);
        out.writeInt(3);
        out.writeBytes("old");

        assertThat(FrameBatch.decode(body.toByteArray()))
                .isEqualTo(new FrameBatch(id, List.of(message(7, Asked.ANYTHING, "old", 3))));
    }

    private static ReceivedFrame message(int relayId, Asked asked, String text, int length) {
        Instant receivedAt = Instant.ofEpochMilli(1_700_000_000_123L);
        return new ReceivedFrame(relayId, ReceivedFrame.Kind.MESSAGE, receivedAt, asked, text, length);
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
        ReceivedFrame frame = ReceivedFrame.of(1, Instant.EPOCH, Asked.ANYTHING, "ä".repeat(600_000), 1 << 20);

        assertThat(frame.length()).isEqualTo(1_200_000);
        assertThat(frame.text()).hasSizeLessThan(100_000);
        assertThat(ReceivedFrame.of(1, Instant.EPOCH, Asked.ANYTHING, "a€😀", 100)
                        .length())
                .isEqualTo(1 + 3 + 4);
    }
}
