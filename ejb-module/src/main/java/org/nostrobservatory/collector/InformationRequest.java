package org.nostrobservatory.collector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.nostrobservatory.protocol.RelayInformation;
import org.nostrobservatory.protocol.RelayUrl;

/**
 * Asks a relay for its information document (NIP-11), over a socket that leads to it: no HTTP client of the JDK dials an
 * address that was checked and names another host. HTTP/1.0, so that the answer comes in one piece and ends with the
 * connection.
 */
final class InformationRequest {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private InformationRequest() {}

    /** @throws IOException if there is no document, or it is too long, or comes too slowly */
    static RelayInformation send(Socket socket, RelayUrl relay) throws IOException {
        URI uri = relay.toUri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String request = """
                GET %s HTTP/1.0\r
                Host: %s\r
                Accept: application/nostr+json\r
                User-Agent: NostrObservatory\r
                Connection: close\r
                \r
                """.formatted(uri.getRawPath() + query, uri.getRawAuthority());
        Answer answer = new Answer(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = answer.line();
        if (!status.matches("HTTP/1\\.[01] 200.*")) {
            throw new IOException("answered " + Setback.cut(status));
        }
        int length = MAX_BYTES;
        for (String header = answer.line(); !header.isEmpty(); header = answer.line()) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("transfer-encoding:")) {
                throw new IOException("answers HTTP/1.0 in chunks");
            }
            if (name.matches("content-length:\\s*\\d{1,9}\\s*")) {
                length = Integer.parseInt(name.substring(name.indexOf(':') + 1).strip());
            }
        }
        String document = new String(answer.readNBytes(length), StandardCharsets.UTF_8);
        return RelayInformation.parse(document).orElseThrow(() -> new IOException("is no JSON object"));
    }

    /** What comes, as long as it is not too much or too late. */
    private static final class Answer extends FilterInputStream {

        private final Socket socket;
        private final long deadline = System.nanoTime() + TIMEOUT.toNanos();
        private int left = MAX_BYTES;

        Answer(Socket socket) throws IOException {
            super(null);
            this.socket = socket;
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            this.in = socket.getInputStream();
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = read(); next != '\n'; next = read()) {
                if (next < 0) {
                    throw new IOException("ended within the head of the answer");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException("slow");
            }
            socket.setSoTimeout((int) millis);
            int count = in.read(bytes, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new IOException("is longer than " + MAX_BYTES + " bytes");
            }
            return count;
        }
    }
}
