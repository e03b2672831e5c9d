package org.nostrobservatory.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.InvalidEventException;

/** JSON Lines files that are served as they are, in their order. Every subscription reads them from disk. */
final class ReplayFiles {

    private static final char REPLACEMENT = '\uFFFD';

    private final List<Path> files;
    private final long lineCount;
    private final AtomicLong linesServed = new AtomicLong();

    ReplayFiles(List<Path> files) throws IOException {
        this.files = List.copyOf(files);
        long lines = 0;
        for (Path file : files) {
            try (LineReader reader = new LineReader(file)) {
                while (reader.next() != null) {
                    lines++;
                }
            }
        }
        this.lineCount = lines;
    }

    long lineCount() {
        return lineCount;
    }

    long linesServed() {
        return linesServed.get();
    }

    Cursor cursor(Interest interest) {
        return new Lines(interest);
    }

    private final class Lines implements Cursor {
        private final Interest interest;
        private int nextFile;
        private LineReader reader;
        private long passed;

        Lines(Interest interest) {
            this.interest = interest;
        }

        @Override
        public byte[] step() throws IOException {
            byte[] line = interest.isSatisfied() ? null : nextLine();
            if (line == null) {
                return null;
            }
            passed++;
            linesServed.accumulateAndGet(passed, Math::max);
            String text = new String(line, StandardCharsets.UTF_8);
            if (!isWanted(text)) {
                return NOTHING;
            }
            // A text frame that is not UTF-8 would cost the client its connection (RFC 6455).
            return text.indexOf(REPLACEMENT) < 0 ? line : text.getBytes(StandardCharsets.UTF_8);
        }

        private byte[] nextLine() throws IOException {
            while (true) {
                byte[] line = reader == null ? null : reader.next();
                if (line != null) {
                    return line;
                }
                close();
                if (nextFile == files.size()) {
                    return null;
                }
                reader = new LineReader(files.get(nextFile++));
            }
        }

        /** Lines that are no event are always wanted: what to do with them is for the client to decide. */
        private boolean isWanted(String line) {
            if (interest.isUnconditional()) {
                return true;
            }
            try {
                return interest.takesStored(EventJson.parse(line, Integer.MAX_VALUE));
            } catch (InvalidEventException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }
}
