package org.nostrobservatory.collector;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** A relay that sends one message in fragments, one after the other, and never the last (RFC 6455 section 5.4). */
final class EndlessMessage implements AutoCloseable {

    private static final int FRAGMENT = 1 << 20;
    private static final int MOST_FRAGMENTS = 100;
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(this::serve);

    EndlessMessage() throws IOException {}

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort();
    }

    /** How many bytes it sent until the client closed the connection, at most 100 MiB. */
    CompletableFuture<Integer> sent() {
        return sent;
    }

    private int serve() {
        int fragments = 0;
        try {
            // It has no information document.
            server.accept().close();
        } catch (IOException e) {
            return 0;
        }
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(handshake(new DataInputStream(socket.getInputStream())));
            byte[] fragment = new byte[10 + FRAGMENT];
            Arrays.fill(fragment, (byte) 'x');
            System.arraycopy(new byte[] {1, 127, 0, 0, 0, 0, 0, FRAGMENT >> 16, 0, 0}, 0, fragment, 0, 10);
            while (fragments < MOST_FRAGMENTS) {
                out.write(fragment);
                fragments++;
                // The first is text, the others are continuations.
                fragment[0] = 0;
            }
        } catch (IOException e) {
            // The client has had enough.
        }
        return fragments * FRAGMENT;
    }

    private static byte[] handshake(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        String key = head.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                .map(line -> line.substring(18).strip())
                .findFirst()
                .orElseThrow();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
