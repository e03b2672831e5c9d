package org.nostrobservatory.batch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How far the executions are that run in this server: the batch runtime shows a step's user data at its end only. */
@ApplicationScoped
public class RunningProgress {

    private final Map<Long, Progress> byExecution = new ConcurrentHashMap<>();

    public void report(long executionId, Progress progress) {
        byExecution.put(executionId, progress);
    }

    Map<Long, Progress> all() {
        return Map.copyOf(byExecution);
    }

    Optional<Progress> of(long executionId) {
        return Optional.ofNullable(byExecution.get(executionId));
    }

    void forget(long executionId) {
        byExecution.remove(executionId);
    }
}
