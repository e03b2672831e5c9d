package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sends events to the server, batch by batch, and learns what became of each. So many batches are on their way at most; a
 * server that is away for a while gets the same batch again, which doubles nothing.
 */
final class Import {

    /** Enough to keep the server's consumers busy, few enough to wait for at the end. */
    private static final int BATCHES_ON_THEIR_WAY = 16;

    /** The server's consumers have other batches meanwhile, so that this costs no time but at the end. */
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PATH = "/admin/imports";

    /** Lines that were sent together, by their numbers in the file, and how far the file was read then. */
    private record Batch(UUID id, String file, List<Long> numbers, long bytesRead) {}

    private final Api api;
    private final ImportTally tally;
    private final ImportProgress progress;
    private final int batchLines;
    private final int batchBytes;
    private final int lineBytes;
    private final Deque<Batch> onTheirWay = new ArrayDeque<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private List<Long> numbers = new ArrayList<>();

    /** @throws UnansweredException if the server does not answer, or does not let us in */
    Import(Api api, ImportTally tally, ImportProgress progress) {
        this.api = api;
        this.tally = tally;
        this.progress = progress;
        JsonNode limits = api.get(PATH);
        this.batchLines = limits.path("batchLines").asInt();
        this.batchBytes = limits.path("batchBytes").asInt();
        this.lineBytes = limits.path("lineBytes").asInt();
    }

    /**
     * Sends all that is in a file.
     *
     * @param name of the file, for people
     * @param source what its events are seen on
     * @param bytesBefore how much of other files was read before
     * @throws IOException if the file cannot be read to its end; what was read is sent nevertheless
     */
    void read(EventFile file, String name, String source, long bytesBefore) throws IOException, InterruptedException {
        try {
            EventLines lines = new EventLines(file.text(), lineBytes);
            for (EventLines.Line line = lines.next(); line != null; line = lines.next()) {
                if (numbers.size() == batchLines || body.size() + line.text().length >= batchBytes) {
                    send(name, source, bytesBefore + file.bytesRead());
                }
                numbers.add(line.number());
                body.writeBytes(line.text());
                body.write('\n');
                tally.read();
            }
        } finally {
            send(name, source, bytesBefore + file.bytesRead());
        }
    }

    /** Waits until all that was sent is durable. */
    void await() throws InterruptedException {
        while (!onTheirWay.isEmpty()) {
            awaitOldest();
        }
    }

    private void send(String name, String source, long bytesRead) throws InterruptedException {
        if (numbers.isEmpty()) {
            return;
        }
        while (onTheirWay.size() >= BATCHES_ON_THEIR_WAY) {
            awaitOldest();
        }
        Batch batch = new Batch(UUID.randomUUID(), name, numbers, bytesRead);
        String path = PATH + "/" + batch.id() + "?source=" + URLEncoder.encode(source, StandardCharsets.UTF_8);
        byte[] text = body.toByteArray();
        numbers = new ArrayList<>();
        body.reset();
        patiently(() -> api.put(path, text));
        onTheirWay.add(batch);
    }

    private void awaitOldest() throws InterruptedException {
        Batch batch = onTheirWay.element();
        JsonNode answer = patiently(() -> api.get(PATH + "/" + batch.id()));
        while (!answer.path("complete").asBoolean()) {
            progress.show(tally);
            Thread.sleep(POLL.toMillis());
            answer = patiently(() -> api.get(PATH + "/" + batch.id()));
        }
        JsonNode outcomes = answer.path("outcomes");
        if (outcomes.size() != batch.numbers().size()) {
            throw new UnansweredException("The server counts other lines than were sent to it");
        }
        for (int i = 0; i < outcomes.size(); i++) {
            tally.ended(batch.file(), batch.numbers().get(i), outcomes.get(i).asText());
        }
        onTheirWay.remove();
        progress.advance(batch.bytesRead());
        progress.show(tally);
    }

    private <T> T patiently(Supplier<T> question) throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return question.get();
            } catch (UnansweredException e) {
                if (!e.isTemporary() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw e;
                }
                progress.waiting(e.getMessage());
                Thread.sleep(RETRY.toMillis());
            }
        }
    }
}
