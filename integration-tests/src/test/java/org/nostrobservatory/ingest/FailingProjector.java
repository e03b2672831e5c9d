package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;

/** Deployed with the tests: breaks a transaction as often as it is told to. */
@ApplicationScoped
public class FailingProjector implements EventProjector {

    static final String MARK = "this event breaks its transaction";

    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    void fail(int times) {
        failuresLeft.set(times);
        failed.set(0);
    }

    int failed() {
        return failed.get();
    }

    @Override
    public boolean accepts(int kind) {
        return true;
    }

    @Override
    public void project(List<Event> events) {
        failIfMarked(events);
    }

    @Override
    public void retract(List<Event> events) {
        failIfMarked(events);
    }

    @Override
    public int correct(Portion portion) {
        failIfMarked(portion.events(Kinds.NOTE));
        return 0;
    }

    private void failIfMarked(List<Event> events) {
        boolean marked = events.stream().anyMatch(event -> event.content().equals(MARK));
        if (marked && failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            failed.incrementAndGet();
            throw new IllegalStateException("told to fail");
        }
    }
}
