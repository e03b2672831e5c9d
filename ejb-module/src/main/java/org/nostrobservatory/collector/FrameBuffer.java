package org.nostrobservatory.collector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nostrobservatory.ingest.ReceivedFrame;

/**
 * Frames on their way from the sockets to the queue. Bounded by the size of their text: who puts into a full buffer
 * waits, and so does the socket it reads from.
 */
final class FrameBuffer {

    private record Entry(ReceivedFrame frame, long putAt) {

        /** What it takes of the buffer, in characters: an empty frame is an object too. */
        long size() {
            return frame.text().length() + 128L;
        }

        /** Of a batch: a known copy makes a tenth of the work. */
        int weight() {
            return frame.kind() == ReceivedFrame.Kind.COPY ? 1 : COPIES_A_FRAME;
        }
    }

    /** A batch ends with the frame by which it reaches this many characters: four consumers hold one each, several times. */
    private static final long BATCH_CHARS = 2L << 20;

    private static final int COPIES_A_FRAME = 10;

    private final long maxChars;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long chars;
    private long weight;
    private boolean closed;

    /** @param maxChars a buffer that holds as much takes nothing more */
    FrameBuffer(long maxChars) {
        this.maxChars = maxChars;
    }

    /** Appends a frame, waiting for room. After {@link #close()} the frame is dropped: the relay still has it. */
    void put(ReceivedFrame frame) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (chars >= maxChars && !closed) {
                notFull.await();
            }
            if (!closed) {
                Entry entry = new Entry(frame, System.nanoTime());
                entries.addLast(entry);
                chars += entry.size();
                weight += entry.weight();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what makes a batch: as soon as there are {@code size} frames, or the oldest has waited for {@code linger}. A
     * batch of long frames may hold fewer, one of known copies up to ten times as many.
     *
     * @return empty after {@link #close()}, when nothing is left
     */
    List<ReceivedFrame> take(int size, long lingerNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long full = (long) size * COPIES_A_FRAME;
            while (weight < full && !closed) {
                if (entries.isEmpty()) {
                    changed.await();
                } else {
                    long left = entries.peekFirst().putAt() + lingerNanos - System.nanoTime();
                    if (left <= 0 || chars >= maxChars) {
                        break;
                    }
                    changed.await(left, TimeUnit.NANOSECONDS);
                }
            }
            List<ReceivedFrame> batch = new ArrayList<>(Math.min(size, entries.size()));
            long batchChars = 0;
            long batchWeight = 0;
            while (batchWeight < full && batchChars < BATCH_CHARS && !entries.isEmpty()) {
                Entry entry = entries.removeFirst();
                chars -= entry.size();
                weight -= entry.weight();
                batchWeight += entry.weight();
                batchChars += entry.size();
                batch.add(entry.frame());
            }
            notFull.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether who puts something in now has to wait. */
    boolean isFull() {
        lock.lock();
        try {
            return chars >= maxChars;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in; what is in it can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notFull.signalAll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
