package org.nostrobservatory.dial;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks for a document over a socket of {@link Dialler}: no HTTP client of the JDK dials an address that was checked and names
 * another host. HTTP/1.0, so that the answer comes in one piece and ends with the connection. Redirects are not
 * followed.
 */
public final class HttpGet {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_STATUS_CHARS = 200;

    private HttpGet() {}

    /**
     * The document at this address, taken for UTF-8.
     *
     * @param accept the media type that is wanted
     * @throws IOException if there is none, or it is longer than 64 KiB with its head, or does not come in the socket's time
     */
    public static String send(Socket socket, URI uri, String accept) throws IOException {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String request = """
                GET %s HTTP/1.0\r
                Host: %s\r
                Accept: %s\r
                User-Agent: NostrObservatory\r
                Connection: close\r
                \r
                """.formatted(uri.getRawPath() + query, uri.getRawAuthority(), accept);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Answer answer = new Answer(socket.getInputStream());
        String status = answer.line();
        if (!status.matches("HTTP/1\\.[01] 200.*")) {
            throw new IOException("answered " + cut(status));
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
        return new String(answer.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        return text.length() <= MAX_STATUS_CHARS ? text : text.substring(0, MAX_STATUS_CHARS);
    }

    /** What comes, as long as it is not too much. */
    private static final class Answer extends FilterInputStream {

        private int left = MAX_BYTES;

        Answer(InputStream in) {
            super(in);
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
            int count = in.read(bytes, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new IOException("is longer than " + MAX_BYTES + " bytes");
            }
            return count;
        }
    }
}
