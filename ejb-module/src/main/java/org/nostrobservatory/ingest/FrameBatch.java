package org.nostrobservatory.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nostrobservatory.protocol.Bytes;

/**
 * The frames that travel through the queue as one message, in the order in which each relay sent them.
 *
 * @param id names the batch for ever: a batch that was stored is not stored again
 */
public record FrameBatch(UUID id, List<ReceivedFrame> frames) {

    /** Format 2 named copied events in text. Batches of older formats may lie in the queue when the server is upgraded. */
    private static final int FORMAT = 3;
    /** Knew neither kinds nor what was asked for. */
    private static final int FIRST_FORMAT = 1;

    private static final int ID_BYTES = 32;
    /** Of a copy: relay, time of arrival, event's id, event's time. */
    private static final int COPY_BYTES = Integer.BYTES + Long.BYTES + ID_BYTES + Long.BYTES;

    private static final ReceivedFrame.Kind[] KINDS = ReceivedFrame.Kind.values();

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
            Map<Asked, Integer> asked = writeAsked(out);
            out.writeInt(frames.size());
            for (ReceivedFrame frame : frames) {
                out.writeByte(frame.kind().ordinal());
                if (frame.kind() == ReceivedFrame.Kind.COPY) {
                    out.write(encodeCopy(frame), 0, COPY_BYTES);
                    continue;
                }
                out.writeInt(asked.get(frame.asked()));
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

    private static byte[] encodeCopy(ReceivedFrame frame) {
        return ByteBuffer.allocate(COPY_BYTES)
                .putInt(frame.relayId())
                .putLong(frame.receivedAt().toEpochMilli())
                .put(frame.copied().id().toArray())
                .putLong(frame.copied().createdAt())
                .array();
    }

    private static ReceivedFrame decodeCopy(ByteBuffer copy) {
        int relayId = copy.getInt();
        Instant receivedAt = Instant.ofEpochMilli(copy.getLong());
        byte[] id = new byte[ID_BYTES];
        copy.get(id);
        return ReceivedFrame.copy(relayId, receivedAt, new KnownEvents.Key(Bytes.of(id), copy.getLong()));
    }

    /** Few, because each holds for a whole connection: written once, and named by their number. */
    private Map<Asked, Integer> writeAsked(DataOutputStream out) throws IOException {
        Map<Asked, Integer> numbers = new LinkedHashMap<>();
        for (ReceivedFrame frame : frames) {
            numbers.putIfAbsent(frame.asked(), numbers.size());
        }
        out.writeInt(numbers.size());
        for (Asked asked : numbers.keySet()) {
            out.writeUTF(asked.subscription());
            out.writeLong(asked.since());
        }
        return numbers;
    }

    /** @throws IllegalArgumentException if {@link #encode()} did not write these bytes */
    static FrameBatch decode(byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            int format = in.readByte();
            if (format < FIRST_FORMAT || format > FORMAT) {
                throw new IllegalArgumentException("batch of the unknown format " + format);
            }
            UUID id = new UUID(in.readLong(), in.readLong());
            List<Asked> asked = format == FIRST_FORMAT ? List.of(Asked.ANYTHING) : readAsked(in);
            int size = in.readInt();
            List<ReceivedFrame> frames = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                ReceivedFrame.Kind kind = KINDS[format == FIRST_FORMAT ? 0 : in.readByte()];
                if (kind == ReceivedFrame.Kind.COPY && format == FORMAT) {
                    frames.add(decodeCopy(ByteBuffer.wrap(in.readNBytes(COPY_BYTES))));
                    continue;
                }
                Asked question = asked.get(format == FIRST_FORMAT ? 0 : in.readInt());
                int relayId = in.readInt();
                Instant receivedAt = Instant.ofEpochMilli(in.readLong());
                int length = in.readInt();
                String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                frames.add(
                        kind == ReceivedFrame.Kind.COPY
                                ? ReceivedFrame.copy(relayId, receivedAt, copiedInText(text))
                                : new ReceivedFrame(relayId, kind, receivedAt, question, text, length, null));
            }
            return new FrameBatch(id, frames);
        } catch (IOException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException("truncated batch", e);
        }
    }

    /** As format 2 has it. */
    private static KnownEvents.Key copiedInText(String text) {
        int space = text.indexOf(' ');
        return new KnownEvents.Key(Bytes.fromHex(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }

    private static List<Asked> readAsked(DataInputStream in) throws IOException {
        List<Asked> asked = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            asked.add(new Asked(in.readUTF(), in.readLong()));
        }
        return asked;
    }
}
