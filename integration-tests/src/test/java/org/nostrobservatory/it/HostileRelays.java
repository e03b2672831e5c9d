package org.nostrobservatory.it;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.SecretKey;

/**
 * Relays that each attack in another way, all at once, from the moment they are told to; before it they accept
 * WebSockets and are silent. An expired certificate is not among them: the server trusts public authorities only, so that
 * is in TlsTest.
 */
final class HostileRelays implements AutoCloseable {

    /** Bad events of each kind: more than are kept as evidence of a relay. */
    static final int BAD_EVENTS = 2_000;

    /**
     * Not a million: each of them goes through the queue and the database, which takes about 10 seconds for so many.
     */
    static final int COPIES = 100_000;

    /** The beginning of 1970, the end of 32 bits in 2106, and the year 31,688,740,475. */
    static final long[] STRANGE_TIMES = {0, 1, 4_294_967_296L, 1_000_000_000_000_000_000L};

    /** Each a message of about 10 kB: more than queue, buffer and sockets hold. */
    static final int LOAD_EVENTS = 12_000;

    static final SecretKey LOADED_AUTHOR = SecretKey.of("author of the heavy load........".getBytes());

    private static final SecretKey AUTHOR = SecretKey.of("author of the hostile relays....".getBytes());
    private static final long TIME = 1_780_000_000L;
    private static final int TEXT = 0x81;
    private static final int COMPRESSED_TEXT = 0xC1;

    /** What is done to a client; then its socket is closed. */
    @FunctionalInterface
    private interface Attack {
        void on(Client client) throws IOException, InterruptedException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, ServerSocket> servers = new LinkedHashMap<>();
    private final CountDownLatch attackBegins = new CountDownLatch(1);
    private final CountDownLatch loadBegins = new CountDownLatch(1);
    private final AtomicInteger redirected = new AtomicInteger();
    private final AtomicLong loaded = new AtomicLong();
    private final List<String> events = new ArrayList<>();

    HostileRelays() throws IOException {
        for (int i = 0; i < BAD_EVENTS; i++) {
            events.add(EventJson.write(AUTHOR.sign(TIME + i, 1, List.of(), "number " + i)));
        }
        relay("forged", client -> {
            for (String event : events) {
                client.say(
                        frame("observatory", event.replaceFirst("\"sig\":\".{128}", "\"sig\":\"" + "1".repeat(128))));
            }
            client.awaitEnd();
        });
        relay("wrong-id", client -> {
            for (String event : events) {
                client.say(frame("observatory", event.replace("number", "another")));
            }
            client.awaitEnd();
        });
        relay("off-filter", client -> {
            for (String event : events) {
                client.say(frame("another", event));
            }
            client.awaitEnd();
        });
        relay("copies", client -> {
            byte[] copy = message(frame("observatory", events.get(0)));
            ByteBuffer thousand = ByteBuffer.allocate(1_000 * copy.length);
            while (thousand.hasRemaining()) {
                thousand.put(copy);
            }
            for (int i = 0; i < COPIES / 1_000; i++) {
                client.send(thousand.array());
            }
            client.awaitEnd();
        });
        relay("endless", client -> {
            for (int i = 0; true; i++) {
                client.say(frame("observatory", events.get(i % BAD_EVENTS)));
                TimeUnit.MILLISECONDS.sleep(1);
            }
        });
        relay("huge-frame", client -> {
            client.send(head(TEXT, 100 << 20));
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                client.send(part);
            }
        });
        relay("compressed", client -> {
            client.send(head(COMPRESSED_TEXT, 1));
            client.send(new byte[1]);
            client.awaitEnd();
        });
        relay("slow-frame", client -> {
            client.send(head(TEXT, 100));
            client.drip();
        });
        relay("challenges", client -> {
            for (int i = 0; i < 3_000; i++) {
                client.say("[\"AUTH\",\"challenge " + i + "\"]");
                TimeUnit.MILLISECONDS.sleep(1);
            }
            client.say("[\"CLOSED\",\"observatory\",\"auth-required: who are you?\"]");
            client.skipMessage();
            client.say("[\"CLOSED\",\"observatory\",\"auth-required: I do not believe you\"]");
            client.awaitEnd();
        });
        relay("closed", client -> {
            client.say("[\"CLOSED\",\"observatory\",\"error: not today\"]");
            client.awaitEnd();
        });
        relay("strange-times", client -> {
            for (long time : STRANGE_TIMES) {
                client.say(frame("observatory", EventJson.write(AUTHOR.sign(time, 1, List.of(), "at " + time))));
            }
            client.awaitEnd();
        });
        relay("drops", client -> client.say(frame("observatory", events.get(0))));
        serve("load", client -> {
            client.upgrade();
            client.say("[\"EOSE\",\"observatory\",[\"finish\"]]");
            // It answers no ping, and who says nothing for 90 seconds is taken for dead.
            while (!loadBegins.await(20, TimeUnit.SECONDS)) {
                client.say("[\"NOTICE\",\"still here\"]");
            }
            for (int i = 0; i < LOAD_EVENTS; i++) {
                // Of now: this may be a later connection all the same, which asks for nothing older.
                long now = Instant.now().getEpochSecond();
                client.say(frame(
                        "observatory", EventJson.write(LOADED_AUTHOR.sign(now, 1, List.of(), i + "x".repeat(10_000)))));
                loaded.incrementAndGet();
            }
            client.awaitEnd();
        });
        ServerSocket target = serve("redirect-target", client -> redirected.incrementAndGet());
        serve(
                "redirect",
                client -> client.send("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:" + target.getLocalPort()
                        + "/\r\nContent-Length: 0\r\n\r\n"));
        serve("html", client -> client.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>"));
        serve("slow-handshake", client -> {
            client.send("HTTP/1.1 101 Switching Protocols\r\nX: ");
            client.drip();
        });
    }

    /** The URLs of all relays to be configured, separated by commas. */
    String urls() {
        return servers.keySet().stream()
                .filter(name -> !name.equals("redirect-target"))
                .map(this::url)
                .collect(Collectors.joining(","));
    }

    int count() {
        return servers.size() - 1;
    }

    String url(String name) {
        return "ws://127.0.0.1:" + servers.get(name).getLocalPort() + "/";
    }

    /** From now on all attack, but for the heavy load. */
    void attack() {
        attackBegins.countDown();
    }

    /** From now on the heavy load is sent, as fast as it is read. */
    void load() {
        loadBegins.countDown();
    }

    /** How many events of the heavy load have been written to the socket. */
    long loaded() {
        return loaded.get();
    }

    /** How many have followed the redirect. */
    int redirected() {
        return redirected.get();
    }

    private void relay(String name, Attack attack) throws IOException {
        serve(name, client -> {
            client.upgrade();
            attackBegins.await();
            attack.on(client);
        });
    }

    private ServerSocket serve(String name, Attack attack) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        servers.put(name, server);
        threads.execute(() -> accept(server, attack));
        return server;
    }

    private void accept(ServerSocket server, Attack attack) {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket, attack));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket, Attack attack) {
        try (socket) {
            Client client = new Client(socket);
            // There is no information document (NIP-11).
            if (!client.requestHead.contains("application/nostr+json")) {
                attack.on(client);
            }
        } catch (IOException e) {
            // The client has had enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            for (ServerSocket server : servers.values()) {
                server.close();
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Client {

        private final String requestHead;
        private final DataInputStream in;
        private final OutputStream out;

        Client(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            requestHead = head.toString();
        }

        /** Makes it a WebSocket (RFC 6455 section 4.2.2) and reads what it asks for. */
        void upgrade() throws IOException {
            String key = requestHead
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                    .map(line -> line.substring(18).strip())
                    .findFirst()
                    .orElseThrow();
            send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + acceptance(key) + "\r\n\r\n");
            skipMessage();
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.US_ASCII));
        }

        void say(String text) throws IOException {
            send(message(text));
        }

        /** One byte a second, until the client has enough. */
        void drip() throws IOException, InterruptedException {
            while (true) {
                send("x");
                TimeUnit.SECONDS.sleep(1);
            }
        }

        /** Reads a message of the client that is not longer than 64 KiB. */
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
    }

    private static String frame(String subscription, String event) {
        return "[\"EVENT\",\"" + subscription + "\"," + event + "]";
    }

    private static byte[] message(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = head(TEXT, payload.length);
        byte[] message = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, message, head.length, payload.length);
        return message;
    }

    /** RFC 6455 section 5.2. */
    private static byte[] head(int first, long length) {
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
        if (length < 126) {
            head.put((byte) length);
        } else if (length < 65_536) {
            head.put((byte) 126).putShort((short) length);
        } else {
            head.put((byte) 127).putLong(length);
        }
        return Arrays.copyOf(head.array(), head.position());
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
