package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Events that are sent at a fixed rate in the background. */
final class Paced {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Void> sent;

    private Paced(Callable<Void> sending) {
        sent = thread.submit(sending);
        thread.shutdown();
    }

    static Paced begin(Sender sender, int from, int to, int perSecond) {
        return new Paced(() -> {
            sender.command("paced %d %d %d".formatted(from, to, perSecond), line -> {});
            return null;
        });
    }

    /** Waits until the last one is sent. */
    void awaitEnd() throws IOException, InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
