package org.nostrobservatory.web.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.search.Search;
import org.nostrobservatory.search.SearchQuery;
import org.nostrobservatory.web.api.ProblemException;

class SearchesTest {

    private static final SearchQuery QUERY =
            SearchQuery.parse("needle", SearchQuery.KINDS).orElseThrow();

    private final CountDownLatch begun = new CountDownLatch(Searches.AT_ONCE);
    private final CountDownLatch end = new CountDownLatch(1);

    private final Search slow = new Search() {
        @Override
        public Part find(SearchQuery query, Optional<Events.Place> after, int limit, Instant now) {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Part(List.of(), Optional.empty());
        }
    };

    @Test
    void whoComesWhileTooManyAreSearchingIsToldToComeAgain() throws Exception {
        Searches searches = new Searches(slow, Duration.ofMillis(1));
        ExecutorService visitors = Executors.newFixedThreadPool(Searches.AT_ONCE);
        try {
            List<Future<Search.Part>> first = new ArrayList<>();
            for (int i = 0; i < Searches.AT_ONCE; i++) {
                first.add(visitors.submit(() -> find(searches)));
            }
            begun.await();

            assertThatThrownBy(() -> find(searches))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(503));

            end.countDown();
            for (Future<Search.Part> search : first) {
                assertThat(search.get().found()).isEmpty();
            }
            assertThat(find(searches).found()).isEmpty();
        } finally {
            end.countDown();
            visitors.shutdown();
        }
    }

    private static Search.Part find(Searches searches) {
        return searches.find(QUERY, Optional.empty(), 1, Instant.EPOCH);
    }
}
