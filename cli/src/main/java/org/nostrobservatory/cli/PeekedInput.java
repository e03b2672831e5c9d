package org.nostrobservatory.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A buffered stream that can be looked into, and counts what was taken from it. */
final class PeekedInput extends FilterInputStream {

    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private long taken;

    PeekedInput(InputStream in) {
        super(in);
    }

    /** The next bytes, which stay in the stream; fewer only at its end. */
    byte[] peek(int count) throws IOException {
        while (end - position < count && fill()) {
            // What a pipe gives at a time may be less.
        }
        return Arrays.copyOfRange(buffer, position, Math.min(position + count, end));
    }

    /** The next byte, which stays in the stream; -1 at its end. */
    int peek() throws IOException {
        return available() == 0 ? -1 : buffer[position] & 0xFF;
    }

    /**
     * A byte that lies ahead, and stays in the stream; -1 if the stream ends before it, or it lies too far ahead.
     *
     * @param distance 0 is the next byte
     */
    int peekAhead(int distance) throws IOException {
        while (end - position <= distance) {
            if (distance >= buffer.length || !fill()) {
                return -1;
            }
        }
        return buffer[position + distance] & 0xFF;
    }

    /** How many bytes were read so far. */
    long taken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        int next = peek();
        if (next >= 0) {
            position++;
            taken++;
        }
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length > 0 && available() == 0) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        taken += count;
        return count;
    }

    /**
     * 0 only at the end: it waits for what comes. {@link java.util.zip.GZIPInputStream} takes 0 for the end of the file,
     * and would stop between two members wherever a pipe has a pause.
     */
    @Override
    public int available() throws IOException {
        if (position == end) {
            fill();
        }
        return end - position;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, buffer.length)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count > 0;
    }
}
