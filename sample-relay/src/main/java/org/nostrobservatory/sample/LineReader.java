package org.nostrobservatory.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a file line by line as octets, holding no more than one line and a block. Blank lines are left out. */
final class LineReader implements Closeable {

    private static final int BLOCK = 64 * 1024;
    private static final int MAX_LINE = 64 * 1024 * 1024;

    private final Path file;
    private final InputStream in;
    private byte[] buffer = new byte[BLOCK];
    private int start;
    private int end;
    private boolean atEnd;

    LineReader(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /**
     * The next line without its line break, or null.
     *
     * @throws IOException also for a line of more than 64 MiB
     */
    byte[] next() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = line(i);
                    start = i + 1;
                    if (line.length > 0) {
                        return line;
                    }
                }
            }
            if (atEnd) {
                byte[] last = line(end);
                start = end;
                return last.length > 0 ? last : null;
            }
            scanned = end - start;
            fill();
        }
    }

    /** From {@code start} to {@code to}; empty if blank. */
    private byte[] line(int to) {
        int stop = to > start && buffer[to - 1] == '\r' ? to - 1 : to;
        for (int i = start; i < stop; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return Arrays.copyOfRange(buffer, start, stop);
            }
        }
        return Cursor.NOTHING;
    }

    /** Moves what is left to the front and reads on. */
    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == MAX_LINE) {
            throw new IOException(file + " has a line of more than " + MAX_LINE + " bytes");
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(MAX_LINE, buffer.length * 2));
        }
        int read = in.read(buffer, end, buffer.length - end);
        atEnd = read < 0;
        end += Math.max(read, 0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
