package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;

class FrameBatchTest {

    private static final KnownEvents.Key COPIED =
            new KnownEvents.Key(Bytes.sha256("event".getBytes(StandardCharsets.UTF_8)), 1_700_000_000L);

    @Test
    void comesOutOfTheQueueAsItWentIn() {
        FrameBatch batch = new FrameBatch(
                UUID.randomUUID(),
                List.of(
                        message(7, new Asked("observatory", 1_700_000_000L), "ünïcödé \u0000 😀", 99),
                        message(7, new Asked("observatory", 1_700_000_000L), "again", 5),
                        ReceivedFrame.synced(7, Instant.ofEpochMilli(1_700_000_000_456L), 12),
                        ReceivedFrame.copy(8, Instant.ofEpochMilli(1_700_000_000_789L), COPIED),
                        message(8, Asked.ANYTHING, "", 0)));

        assertThat(FrameBatch.decode(batch.encode())).isEqualTo(batch);
    }

    /** What an older version left in the queue. */
    @Test
    void theFirstFormatIsStillRead() throws IOException {
        UUID id = UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = begun(body, 1, id);
        out.writeInt(1);
        out.writeInt(7);
        out.writeLong(1_700_000_000_123L);
        out.writeInt(3);
        out.writeInt(3);
        out.writeBytes("old");

        assertThat(FrameBatch.decode(body.toByteArray()))
                .isEqualTo(new FrameBatch(id, List.of(message(7, Asked.ANYTHING, "old", 3))));
    }

    /** What an older version left in the queue. */
    @Test
    void copiesInTheSecondFormatAreStillRead() throws IOException {
        UUID id = UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = begun(body, 2, id);
        out.writeInt(1);
        out.writeUTF("");
        out.writeLong(Long.MIN_VALUE);
        out.writeInt(1);
        out.writeByte(2);
        out.writeInt(0);
        out.writeInt(7);
        out.writeLong(1_700_000_000_123L);
        out.writeInt(75);
        out.writeInt(75);
        out.writeBytes(COPIED.id().hex() + " " + COPIED.createdAt());

        assertThat(FrameBatch.decode(body.toByteArray()))
                .isEqualTo(new FrameBatch(
                        id, List.of(ReceivedFrame.copy(7, Instant.ofEpochMilli(1_700_000_000_123L), COPIED))));
    }

    /** What all formats begin with. */
    private static DataOutputStream begun(ByteArrayOutputStream body, int format, UUID id) throws IOException {
        DataOutputStream out = new DataOutputStream(body);
        out.writeByte(format);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        return out;
    }

    private static ReceivedFrame message(int relayId, Asked asked, String text, int length) {
        Instant receivedAt = Instant.ofEpochMilli(1_700_000_000_123L);
        return new ReceivedFrame(relayId, ReceivedFrame.Kind.MESSAGE, receivedAt, asked, text, length, null);
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
