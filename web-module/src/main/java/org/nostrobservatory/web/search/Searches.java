package org.nostrobservatory.web.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.search.Search;
import org.nostrobservatory.search.SearchQuery;
import org.nostrobservatory.web.api.ProblemException;

/** Searches, a few at a time, because each may read megabytes of text: the others wait, but not for long. */
@ApplicationScoped
public class Searches {

    static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    private Search search;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Duration patience;

    public Searches() {
        patience = PATIENCE;
    }

    Searches(Search search, Duration patience) {
        this.search = search;
        this.patience = patience;
    }

    /**
     * As {@link Search#find(SearchQuery, Optional, int, Instant)}.
     *
     * @throws ProblemException 503 if too many are searching
     */
    Search.Part find(SearchQuery query, Optional<Events.Place> after, int limit, Instant now) {
        if (!isMyTurn()) {
            throw new ProblemException(503, "Too many are searching at the moment. Try again in some seconds.");
        }
        try {
            return search.find(query, after, limit, now);
        } finally {
            places.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
