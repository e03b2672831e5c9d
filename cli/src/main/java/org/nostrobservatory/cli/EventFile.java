package org.nostrobservatory.cli;

import com.github.luben.zstd.ZstdInputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file of events, or the standard input. Its first bytes, not its name, tell whether it is gzip (RFC 1952) or Zstandard
 * (RFC 8878).
 */
final class EventFile implements Closeable {

    /** How the standard input is named on the command line. */
    static final Path STANDARD_INPUT = Path.of("-");

    private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
    private static final byte[] ZSTANDARD = HexFormat.of().parseHex("28b52ffd");

    /** Of windows, as the logarithm of their bytes: the greatest there is, which {@code zstd --long=31} writes. */
    private static final int LONGEST_WINDOW = 31;

    private final PeekedInput raw;
    private final InputStream text;

    private EventFile(InputStream in) throws IOException {
        this.raw = new PeekedInput(in);
        byte[] magic = raw.peek(ZSTANDARD.length);
        if (Arrays.equals(magic, ZSTANDARD)) {
            text = new ZstdInputStream(raw).setLongMax(LONGEST_WINDOW);
        } else if (magic.length >= GZIP.length && Arrays.equals(Arrays.copyOf(magic, GZIP.length), GZIP)) {
            text = new GZIPInputStream(raw, 64 * 1024);
        } else {
            text = raw;
        }
    }

    static EventFile open(Path file) throws IOException {
        return of(file.equals(STANDARD_INPUT) ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(file));
    }

    static EventFile of(InputStream in) throws IOException {
        try {
            return new EventFile(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What is in it, decompressed. */
    InputStream text() {
        return text;
    }

    /** How much of the file itself was read. */
    long bytesRead() {
        return raw.taken();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
