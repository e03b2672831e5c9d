package org.nostrobservatory.web.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Remembers answers, so that many who ask the same cost as much as one. */
@ApplicationScoped
public class Answers {

    /**
     * What all remembered answers of this server add up to, since it started.
     *
     * @param questions of how many kinds answers are remembered
     * @param hits how often somebody got an answer that was there
     * @param misses how often somebody had to wait for one
     * @param refreshes answers that were asked for, also those fetched anew while nobody waited
     * @param failures questions that could not be answered
     * @param meanMillis how long a question took on the average
     * @param items answers that are there now
     * @param bytes about how much memory they take; the keys are not counted
     * @param maxBytes more than which they never take
     * @param evictions answers that were forgotten because there was no room
     */
    public record Statistics(
            int questions,
            long hits,
            long misses,
            long refreshes,
            long failures,
            double meanMillis,
            long items,
            long bytes,
            long maxBytes,
            long evictions) {}

    /** Of one kind of question: who asks for the thousandth and first other thing makes the one forgotten that was asked least. */
    private static final int KEPT = 1_000;

    /** About how much memory the answers to one kind of question take at most. */
    private static final int KEPT_BYTES = 16 << 20;

    /** Nobody waits for a new answer as long as there is one that is not older than so many times its age. */
    private static final int STALE = 10;

    /** Entries of a list that nearly all who ask are content with. */
    private static final int USUAL = 100;

    private final List<LoadingCache<?, ?>> remembered = new CopyOnWriteArrayList<>();

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    /**
     * A question whose answers are remembered. One that is older than {@code age} is still given, while the question is put
     * anew in the background; one that is ten times as old is not given any more. Of those who ask for the same thing at
     * once one puts the question, and the others wait for its answer.
     *
     * @param <K> what is asked for: with equals and hashCode, such as a record of the parameters
     * @param age when an answer is worth asking anew
     * @param question what to ask; if it fails nothing is remembered, and an answer that is there is kept
     */
    public <K, V> Function<K, V> remembered(Duration age, Function<? super K, ? extends V> question) {
        return remembered(age, question, executor, Ticker.systemTicker());
    }

    /**
     * The first entries of a list whose answers are remembered: it is asked for {@value #USUAL} of them or all that there may be,
     * so that lists of all lengths share two answers.
     *
     * @param list what is remembered, by the number of entries
     */
    public static <T> List<T> first(int limit, IntFunction<List<T>> list) {
        List<T> all = list.apply(limit <= USUAL ? USUAL : Parameters.MAX_LIMIT);
        return all.subList(0, Math.min(limit, all.size()));
    }

    /** How well remembering works, and what it takes. */
    public Statistics statistics() {
        CacheStats sum = remembered.stream().map(LoadingCache::stats).reduce(CacheStats.empty(), CacheStats::plus);
        return new Statistics(
                remembered.size(),
                sum.hitCount(),
                sum.missCount(),
                sum.loadCount(),
                sum.loadFailureCount(),
                sum.averageLoadPenalty() / 1_000_000,
                remembered.stream().mapToLong(LoadingCache::estimatedSize).sum(),
                remembered.stream().mapToLong(Answers::bytes).sum(),
                (long) remembered.size() * KEPT_BYTES,
                sum.evictionCount());
    }

    private static long bytes(LoadingCache<?, ?> cache) {
        cache.cleanUp();
        return cache.asMap().values().stream().mapToLong(AnswerSize::of).sum();
    }

    <K, V> Function<K, V> remembered(
            Duration age, Function<? super K, ? extends V> question, Executor executor, Ticker ticker) {
        LoadingCache<K, V> cache = Caffeine.newBuilder()
                .maximumWeight(KEPT_BYTES)
                .weigher((K key, V answer) -> weight(answer))
                .refreshAfterWrite(age)
                .expireAfterWrite(age.multipliedBy(STALE))
                .recordStats()
                .executor(executor)
                .ticker(ticker)
                .build(question::apply);
        remembered.add(cache);
        return cache::get;
    }

    /** So that neither too many answers are kept nor too large ones. */
    private static int weight(Object answer) {
        return (int) Math.min(KEPT_BYTES, Math.max(KEPT_BYTES / KEPT, AnswerSize.of(answer)));
    }
}
