package org.nostrobservatory.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One WebSocket (RFC 6455) of a sending relay: answers every REQ with EOSE, then sends events on it. */
final class RelaySocket {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern REQUEST = Pattern.compile("\\s*\\[\\s*\"REQ\"\\s*,\\s*(\"[^\"]*\").*", Pattern.DOTALL);
    private static final String INFORMATION = "{\"name\":\"Benchmark\",\"supported_nips\":[1,11]}";

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int IN_BYTES = 4 << 10;
    private static final int OUT_BYTES = 256 << 10;
    private static final int IDLE_OUT_BYTES = 1 << 10;
    private static final int MAX_HEADER = 10;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(IN_BYTES).limit(0);

    /** Made larger when there is something to send: a thousand relays have nothing. */
    private ByteBuffer out = ByteBuffer.allocate(IDLE_OUT_BYTES);

    private volatile byte[] prefix;

    RelaySocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** The path that was asked for; null if it was no WebSocket that was wanted, which has been answered then. */
    String handshake() throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) (read() & 0xff));
        }
        String path = request.substring(request.indexOf(" ") + 1, request.indexOf(" HTTP/"));
        Matcher key = Pattern.compile("(?i)sec-websocket-key: *(\\S+)").matcher(request);
        if (!key.find()) {
            writeAll(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Type: application/nostr+json\r\nConnection: close\r\n"
                            + "Content-Length: " + INFORMATION.length() + "\r\n\r\n" + INFORMATION)
                    .getBytes(StandardCharsets.US_ASCII)));
            return null;
        }
        writeAll(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        return path;
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Reads until the other side closes. */
    void answerRequests() throws IOException {
        while (true) {
            int opcode = read() & 0x0f;
            byte[] payload = payload();
            if (opcode == CLOSE) {
                return;
            } else if (opcode == PING) {
                frame(PONG, payload, 0, payload.length, new byte[0], new byte[0]);
                flush();
            } else if (opcode == TEXT) {
                answer(new String(payload, StandardCharsets.UTF_8));
            }
        }
    }

    private void answer(String message) throws IOException {
        Matcher request = REQUEST.matcher(message);
        if (request.matches()) {
            byte[] end = ("[\"EOSE\"," + request.group(1) + "]").getBytes(StandardCharsets.UTF_8);
            frame(TEXT, end, 0, end.length, new byte[0], new byte[0]);
            flush();
            prefix = ("[\"EVENT\"," + request.group(1) + ",").getBytes(StandardCharsets.UTF_8);
        }
    }

    boolean isSubscribed() {
        return prefix != null;
    }

    /** Sends an event, in its JSON, with {@link #flush} at the latest. */
    synchronized void event(byte[] json, int offset, int length) throws IOException {
        if (out.capacity() < OUT_BYTES) {
            flush();
            out = ByteBuffer.allocateDirect(OUT_BYTES);
        }
        frame(TEXT, json, offset, length, prefix, new byte[] {']'});
    }

    private synchronized void frame(int opcode, byte[] body, int offset, int length, byte[] before, byte[] after)
            throws IOException {
        int total = before.length + length + after.length;
        if (out.remaining() < total + MAX_HEADER) {
            flush();
            if (out.capacity() < total + MAX_HEADER) {
                out = ByteBuffer.allocateDirect(Math.max(OUT_BYTES, total + MAX_HEADER));
            }
        }
        out.put((byte) (0x80 | opcode));
        if (total < 126) {
            out.put((byte) total);
        } else if (total < 1 << 16) {
            out.put((byte) 126).putShort((short) total);
        } else {
            out.put((byte) 127).putLong(total);
        }
        out.put(before).put(body, offset, length).put(after);
    }

    /** Writes what waits; blocks as long as the other side does not read. */
    synchronized void flush() throws IOException {
        writeAll(out.flip());
        out.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private byte[] payload() throws IOException {
        int second = read() & 0xff;
        long length = second & 0x7f;
        if (length == 126) {
            length = (read() & 0xff) << 8 | read() & 0xff;
        } else if (length == 127) {
            length = 0;
            for (int i = 0; i < 8; i++) {
                length = length << 8 | read() & 0xff;
            }
        }
        byte[] mask = {read(), read(), read(), read()};
        byte[] payload = new byte[Math.toIntExact(length)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (read() ^ mask[i % 4]);
        }
        return payload;
    }

    private byte read() throws IOException {
        if (!in.hasRemaining()) {
            in.clear();
            int read = channel.read(in);
            in.flip();
            if (read < 0) {
                throw new EOFException("closed");
            }
        }
        return in.get();
    }
}
