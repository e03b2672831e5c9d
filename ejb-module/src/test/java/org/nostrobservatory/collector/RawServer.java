package org.nostrobservatory.collector;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that writes to its clients whatever bytes a test wants, for relays that {@link ScriptedRelay} is too polite for. */
final class RawServer implements AutoCloseable {

    /** What is done to a client whose request has been read; then its socket is closed. */
    @FunctionalInterface
    interface Script {
        void play(Client client) throws IOException, InterruptedException;
    }

    static final int TEXT = 1;
    static final int PING = 9;

    /** The first byte of a whole message. */
    static final int FIN = 0x80;

    /** RFC 7692 section 6: the message is compressed. */
    static final int COMPRESSED = 0x40;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final Script script;

    /** @param script for every client, whatever it asks for */
    RawServer(Script script) throws IOException {
        this.script = script;
        threads.execute(this::accept);
    }

    /** One that has no information document (NIP-11), accepts WebSockets, and has been asked for events. */
    static RawServer relay(Script script) throws IOException {
        return relay("", script);
    }

    /** @param headers additional ones of the handshake, each with its CRLF */
    static RawServer relay(String headers, Script script) throws IOException {
        return new RawServer(client -> {
            if (!client.requestHead.contains("application/nostr+json")) {
                client.upgrade(headers);
                client.skipMessage();
                script.play(client);
            }
        });
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** How many have connected. */
    int clients() {
        return clients.get();
    }

    /** How many bytes the clients have been sent, or the buffers of their sockets hold. */
    long sent() {
        return sent.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                clients.incrementAndGet();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.play(new Client(socket));
        } catch (IOException e) {
            // The client has had enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** A client, seen from the server. */
    final class Client {

        final String requestHead;
        private final DataInputStream in;
        private final OutputStream out;

        private Client(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            requestHead = head.toString();
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            sent.addAndGet(bytes.length);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** A text message. */
        void say(String text) throws IOException {
            send(frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8)));
        }

        /** Reads a message of the client, short or middling. */
        void skipMessage() throws IOException {
            in.readUnsignedByte();
            int length = in.readUnsignedByte() & 127;
            in.skipNBytes((length == 126 ? in.readUnsignedShort() : length) + 4L);
        }

        /** Waits until the client has gone. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // what it says does not matter
            }
        }

        private void upgrade(String headers) throws IOException {
            String key = requestHead
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                    .map(line -> line.substring(18).strip())
                    .findFirst()
                    .orElseThrow();
            send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + headers
                    + "Sec-WebSocket-Accept: " + acceptance(key) + "\r\n\r\n");
        }
    }

    /** A frame of a server (RFC 6455 section 5.2). */
    static byte[] frame(int first, byte[] payload) {
        byte[] head = head(first, payload.length);
        byte[] frame = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        return frame;
    }

    /** The head of a frame that claims to be so long. */
    static byte[] head(int first, long length) {
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
        if (length < 126) {
            head.put((byte) length);
        } else if (length < 65_536) {
            head.put((byte) 126).putShort((short) length);
        } else {
            head.put((byte) 127).putLong(length);
        }
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }

    private static String acceptance(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
