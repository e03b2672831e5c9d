package org.nostrobservatory.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a text into events without understanding them: JSON Lines, or arrays whose elements become lines. A text is
 * taken for an array if it begins with one of objects or of arrays; a relay's frame is an array that begins with a string.
 * The array may also be a member of an object that begins the text, as {@code {"month":"2024-01","events":[{…},…]}}: an
 * event has no array of objects, so the first one within 64 KiB is it, and whatever else is in that object is left out. Blank lines are left out, and so is a byte order mark. Never more than one line and a block are in memory.
 */
final class EventLines {

    /**
     * @param number of the line in the text, from 1; within an array the number of the element, from 1
     * @param text without a line feed; of a line that is too long, its beginning
     */
    record Line(long number, byte[] text) {}

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int END = -1;

    private final PeekedInput in;
    private final int maxBytes;
    private byte[] line = new byte[4096];
    private int length;
    private long number;
    private boolean atStart = true;
    private boolean inArray;

    /** Whether that array is a member of an object. */
    private boolean inObject;

    /** @param maxBytes longer lines are cut, one byte later, so that they are still too long */
    EventLines(InputStream text, int maxBytes) throws IOException {
        this.in = new PeekedInput(text);
        this.maxBytes = maxBytes;
        if (Arrays.equals(in.peek(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.skipNBytes(BYTE_ORDER_MARK.length);
        }
    }

    /**
     * The next line, or null at the end.
     *
     * @throws EOFException if the text ends within an array, after all that is in it
     */
    Line next() throws IOException {
        while (true) {
            if (atStart) {
                openArray();
            }
            if (!inArray) {
                return nextLine();
            }
            Line element = nextElement();
            if (element != null) {
                return element;
            }
        }
    }

    private Line nextLine() throws IOException {
        while (true) {
            int b = in.read();
            if (b != END && b != '\n') {
                append(b);
                continue;
            }
            if (b == END && length == 0) {
                return null;
            }
            number++;
            if (isBlank()) {
                length = 0;
            } else {
                return take();
            }
        }
    }

    /** Passes the bracket of an array of events. Of anything else that begins with a bracket, the bracket is kept. */
    private void openArray() throws IOException {
        atStart = false;
        int first = skipSpace();
        if (first == '[') {
            in.read();
            int second = skipSpace();
            inArray = second == '{' || second == '[' || second == ']';
            number = inArray ? 0 : number;
            if (!inArray) {
                append('[');
            }
        } else if (first == '{') {
            int begin = arrayOfObjects();
            inObject = begin > 0;
            if (inObject) {
                in.skipNBytes(begin);
                inArray = true;
                number = 0;
            }
        }
    }

    /** How far ahead the first array of objects begins that is a member of the object which begins here; 0 if there is none. */
    private int arrayOfObjects() throws IOException {
        int depth = 0;
        boolean inString = false;
        boolean escaped = false;
        for (int at = 0; ; at++) {
            int b = in.peekAhead(at);
            if (b == END) {
                return 0;
            }
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
            } else if (b == '[' && depth == 1 && beginsWithObject(at + 1)) {
                return at + 1;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return 0;
            }
        }
    }

    private boolean beginsWithObject(int distance) throws IOException {
        int at = distance;
        while (isSpace(in.peekAhead(at))) {
            at++;
        }
        return in.peekAhead(at) == '{';
    }

    /** What is left of the object whose array has ended. */
    private void closeObject() throws IOException {
        inObject = false;
        Nesting nesting = new Nesting(1);
        int b;
        do {
            b = in.read();
            if (b == END) {
                throw new EOFException("it ends within its object");
            }
        } while (!nesting.endsWith(b));
    }

    /** Null at the end of the array, after which there may be another one. */
    private Line nextElement() throws IOException {
        int b = skipSpace();
        while (b == ',') {
            in.read();
            b = skipSpace();
        }
        if (b == END) {
            inArray = false;
            throw new EOFException("it ends within its array");
        }
        if (b == ']') {
            in.read();
            inArray = false;
            atStart = true;
            if (inObject) {
                closeObject();
            }
            return null;
        }
        number++;
        readElement();
        return take();
    }

    /** Up to the end of an object or array; of anything else, up to the next comma or bracket. */
    private void readElement() throws IOException {
        Nesting nesting = new Nesting(0);
        int b;
        do {
            b = in.peek();
            if (b == END || nesting.isOutside() && (b == ',' || b == ']')) {
                return;
            }
            in.read();
            // Allowed between tokens only, where a space is as good.
            append(b == '\n' ? ' ' : b);
        } while (!nesting.endsWith(b));
    }

    /** The next byte that is no white space, which stays in the text. */
    private int skipSpace() throws IOException {
        int b = in.peek();
        while (isSpace(b)) {
            in.read();
            if (b == '\n' && !inArray) {
                number++;
            }
            b = in.peek();
        }
        return b;
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private void append(int b) {
        if (length <= maxBytes) {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) b;
        }
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] < 0 || line[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private Line take() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        Line taken = new Line(number, Arrays.copyOf(line, end));
        length = 0;
        return taken;
    }

    /** How deep in objects and arrays the bytes so far lead. */
    private static final class Nesting {

        private int depth;
        private boolean inString;
        private boolean escaped;

        Nesting(int depth) {
            this.depth = depth;
        }

        boolean isOutside() {
            return depth == 0 && !inString;
        }

        /** Takes the next byte, and answers whether it ends the outermost object or array. */
        boolean endsWith(int b) {
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                return depth == 0;
            }
            return false;
        }
    }
}
