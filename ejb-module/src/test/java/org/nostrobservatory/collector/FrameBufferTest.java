package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nostrobservatory.ingest.Asked;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.Bytes;

@Timeout(20)
class FrameBufferTest {

    private static final long LONG = Duration.ofMinutes(5).toNanos();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aFullBatchIsTakenAtOnceWithoutLingering() throws Exception {
        FrameBuffer buffer = new FrameBuffer(1_000);
        put(buffer, "a", "b", "c");

        assertThat(texts(buffer.take(2, LONG))).containsExactly("a", "b");
    }

    @Test
    void anIncompleteBatchIsTakenWhenItsOldestFrameHasWaited() throws Exception {
        FrameBuffer buffer = new FrameBuffer(1_000);
        put(buffer, "a");

        assertThat(texts(buffer.take(100, Duration.ofMillis(5).toNanos()))).containsExactly("a");
    }

    @Test
    void aFullBufferIsTakenWithoutLingering() throws Exception {
        FrameBuffer buffer = new FrameBuffer(100);
        put(buffer, "abc");

        assertThat(texts(buffer.take(100, LONG))).containsExactly("abc");
    }

    @Test
    void whoPutsIntoAFullBufferWaitsUntilThereIsRoom() throws Exception {
        FrameBuffer buffer = new FrameBuffer(100);
        put(buffer, "abc");
        Future<?> putting = threads.submit(() -> {
            put(buffer, "d");
            return null;
        });

        assertThat(texts(buffer.take(1, LONG))).containsExactly("abc");
        putting.get(10, TimeUnit.SECONDS);
        assertThat(texts(buffer.take(1, LONG))).containsExactly("d");
    }

    @Test
    void emptyFramesTakeRoomToo() throws Exception {
        FrameBuffer buffer = new FrameBuffer(1_000);
        Future<?> putting = threads.submit(() -> {
            for (int i = 0; i < 20; i++) {
                put(buffer, "");
            }
            return null;
        });
        int taken = 0;
        while (taken < 20) {
            int batch = buffer.take(100, 1_000_000).size();
            assertThat(batch).isLessThan(10);
            taken += batch;
        }
        putting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBatchOfLongFramesHoldsFewer() throws Exception {
        FrameBuffer buffer = new FrameBuffer(100L << 20);
        for (int i = 0; i < 10; i++) {
            put(buffer, "x".repeat(1 << 20));
        }

        assertThat(buffer.take(10, LONG)).hasSize(2);
    }

    @Test
    void aBatchOfKnownCopiesHoldsTenTimesAsMany() throws Exception {
        FrameBuffer buffer = new FrameBuffer(1_000_000);
        KnownEvents.Key key = new KnownEvents.Key(Bytes.sha256(new byte[0]), 1);
        for (int i = 0; i < 25; i++) {
            buffer.put(ReceivedFrame.copy(1, Instant.EPOCH, key));
        }
        put(buffer, "a", "b");

        assertThat(buffer.take(2, LONG)).hasSize(20);
        assertThat(buffer.take(2, LONG)).hasSize(7);
    }

    @Test
    void nothingIsLostOrDoubledBetweenManyThreads() throws Exception {
        FrameBuffer buffer = new FrameBuffer(1_000);
        List<Future<?>> putting = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            putting.add(threads.submit(() -> {
                for (int i = 0; i < 1_000; i++) {
                    put(buffer, thread + "-" + i);
                }
                return null;
            }));
        }
        List<String> taken = new ArrayList<>();
        while (taken.size() < 4_000) {
            taken.addAll(texts(buffer.take(7, 1_000)));
        }
        for (Future<?> thread : putting) {
            thread.get(10, TimeUnit.SECONDS);
        }

        assertThat(taken).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void afterClosingTheRestCanBeTakenAndNothingComesIn() throws Exception {
        FrameBuffer buffer = new FrameBuffer(1_000);
        put(buffer, "a");
        buffer.close();
        put(buffer, "b");

        assertThat(texts(buffer.take(100, LONG))).containsExactly("a");
        assertThat(buffer.take(100, LONG)).isEmpty();
    }

    private static void put(FrameBuffer buffer, String... texts) throws InterruptedException {
        for (String text : texts) {
            buffer.put(ReceivedFrame.of(1, Instant.EPOCH, Asked.ANYTHING, text, 1 << 20));
        }
    }

    private static List<String> texts(List<ReceivedFrame> frames) {
        return frames.stream().map(ReceivedFrame::text).toList();
    }
}
