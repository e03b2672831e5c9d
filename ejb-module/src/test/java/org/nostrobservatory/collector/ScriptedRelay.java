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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.nostrobservatory.protocol.ClientMessage;

/** A relay that says what a test tells it to say, and nothing else; it may refuse to be one. */
final class ScriptedRelay implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> pings = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final String refusal;
    private volatile Socket client;
    private volatile String requestHead = "";

    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger closings = new AtomicInteger();
    private volatile String document = "";

    /** Accepts WebSockets. */
    ScriptedRelay() throws IOException {
        this("");
    }

    /** @param refusal status line and headers to answer with instead of accepting */
    ScriptedRelay(String refusal) throws IOException {
        this(refusal, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** @param server where it listens */
    ScriptedRelay(String refusal, ServerSocket server) {
        this.refusal = refusal;
        this.server = server;
        threads.execute(this::accept);
    }

    /** What it answers who asks for information (NIP-11), head and body; otherwise the connection ends. */
    void information(String head, String body) {
        document = "HTTP/1.1 " + head + "\r\n\r\n" + body;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "ws://127.0.0.1:" + port() + "/";
    }

    /** The head of the last HTTP request. */
    String requestHead() {
        return requestHead;
    }

    /** The next message of the client. */
    ClientMessage next() throws Exception {
        String text = received.poll(10, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("the client says nothing");
        }
        return ClientMessage.parse(text, 100);
    }

    /** The next ping of the client. */
    byte[] nextPing() throws InterruptedException {
        return pings.poll(10, TimeUnit.SECONDS);
    }

    /** How many clients have said that they close the connection. */
    int closings() {
        return closings.get();
    }

    /** How many clients have gone. */
    int hangUps() {
        return hangUps.get();
    }

    /** Accepts a WebSocket when this is at zero. */
    void answersAfter(CountDownLatch latch) {
        gate = latch;
    }

    boolean isSilent() {
        return received.isEmpty();
    }

    void say(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void pong(byte[] payload) throws IOException {
        send(PONG, payload);
    }

    void drop() throws IOException {
        client.close();
    }

    private synchronized void send(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload);
        OutputStream out = client.getOutputStream();
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
            if (head.indexOf("application/nostr+json") > 0) {
                answer(socket, document);
                socket.close();
                return;
            }
            requestHead = head.toString();
            if (!refusal.isEmpty()) {
                answer(socket, "HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket.close();
                return;
            }
            gate.await();
            client = socket;
            answer(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept(head.toString()) + "\r\n\r\n");
            read(in);
        } catch (IOException e) {
            // the client has gone
            hangUps.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String accept(String head) {
        String key = head.lines()
                .filter(line -> line.toLowerCase().startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 15;
            int length = in.readUnsignedByte() & 127;
            length = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            if (opcode == TEXT) {
                received.add(new String(payload, StandardCharsets.UTF_8));
            } else if (opcode == PING) {
                pings.add(payload);
            } else if (opcode == CLOSE) {
                closings.incrementAndGet();
            }
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
}
