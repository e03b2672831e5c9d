package org.nostrobservatory.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The frames that travel through the queue as one message.
 *
 * @param id names the batch for ever: a batch that was stored is not stored again
 */
public record FrameBatch(UUID id, List<ReceivedFrame> frames) {

    private static final int FORMAT = 1;

    public FrameBatch {
        frames = List.copyOf(frames);
    }

    /** The body of the JMS message. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
            out.writeInt(frames.size());
            for (ReceivedFrame frame : frames) {
                out.writeInt(frame.relayId());
                out.writeLong(frame.receivedAt().toEpochMilli());
                out.writeInt(frame.length());
                byte[] text = frame.text().getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if {@link #encode()} did not write these bytes */
    static FrameBatch decode(byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("batch of the unknown format " + format);
            }
            UUID id = new UUID(in.readLong(), in.readLong());
            int size = in.readInt();
            List<ReceivedFrame> frames = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int relayId = in.readInt();
                Instant receivedAt = Instant.ofEpochMilli(in.readLong());
                int length = in.readInt();
                byte[] text = in.readNBytes(in.readInt());
                frames.add(new ReceivedFrame(relayId, receivedAt, new String(text, StandardCharsets.UTF_8), length));
            }
            return new FrameBatch(id, frames);
        } catch (IOException e) {
            throw new IllegalArgumentException("truncated batch", e);
        }
    }
}
