package org.nostrobservatory.collector;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.ingest.EventQueue;
import org.nostrobservatory.ingest.FrameBatch;
import org.nostrobservatory.ingest.ReceivedFrame;

/** Carries frames from the buffer to the queue, batch by batch, until the buffer is closed and empty. */
final class FrameSender implements Runnable {

    private static final Logger LOG = System.getLogger(FrameSender.class.getName());
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final FrameBuffer buffer;
    private final EventQueue queue;
    private final int batchSize;
    private final long lingerNanos;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    FrameSender(FrameBuffer buffer, EventQueue queue, Settings settings) {
        this.buffer = buffer;
        this.queue = queue;
        this.batchSize = settings.get(Setting.BATCH_SIZE);
        this.lingerNanos = settings.get(Setting.BATCH_LINGER).toNanos();
    }

    @Override
    public void run() {
        try {
            List<ReceivedFrame> frames = buffer.take(batchSize, lingerNanos);
            while (!frames.isEmpty() && send(new FrameBatch(UUID.randomUUID(), frames))) {
                frames = buffer.take(batchSize, lingerNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finished.countDown();
        }
    }

    /**
     * Tries until the broker takes it: meanwhile the buffer fills and the sockets wait.
     *
     * @return false if it had to be given up; then nothing may follow, because a later batch may say that a relay is
     *     synchronised
     */
    private boolean send(FrameBatch batch) throws InterruptedException {
        while (true) {
            try {
                queue.send(batch);
                return true;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The queue takes nothing, trying again: {0}", e.getMessage());
                if (stopping.await(RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.log(
                            Level.WARNING,
                            "Stopping with {0} frames unsent; the relays still have them",
                            batch.frames().size());
                    return false;
                }
            }
        }
    }

    /** Sends what is left, for so long at most. */
    void finish(Duration atMost) {
        buffer.close();
        stopping.countDown();
        try {
            if (!finished.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "Frames were left unsent; the relays still have them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
