package org.nostrobservatory.web.api;

import com.github.benmanes.caffeine.cache.CacheLoader;
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
import java.util.concurrent.atomic.LongAdder;
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
     * @param asked questions that were put, also those while nobody waited
     * @param failures those of them that could not be answered
     * @param meanMillis how long one of the others took on the average
     * @param items answers that are there now
     * @param bytes about how much memory they take; the keys are not counted
     * @param maxBytes more than which they never take
     * @param evictions answers that were forgotten because there was no room
     */
    public record Statistics(
            int questions,
            long hits,
            long misses,
            long asked,
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

    /** An answer that took long is asked anew after so many times as long as it took: at most a fiftieth of a core for each. */
    private static final int PATIENCE = 50;

    /** Entries of a list that nearly all who ask are content with. */
    private static final int USUAL = 100;

    /**
     * An answer and what it cost.
     *
     * @param at when it was there, nanoseconds of the ticker
     * @param took nanoseconds
     */
    private record Remembered<V>(V answer, long at, long took) {}

    private final LongAdder asked = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final List<LoadingCache<?, ? extends Remembered<?>>> remembered = new CopyOnWriteArrayList<>();

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    /**
     * A question whose answers are remembered. One that is older than {@code age} is still given, while the question is put
     * anew in the background; one that is ten times as old is not given any more. Of those who ask for the same thing at
     * once one puts the question, and the others wait for its answer. A question that takes more than a fiftieth of {@code age}
     * is put less often.
     *
     * @param <K> what is asked for: with equals and hashCode, such as a record of the parameters
     * @param age when an answer is worth asking anew
     * @param question what to ask; if it fails nothing is remembered, and an answer that is there is kept
     */
    public <K, V> Function<K, V> remembered(Duration age, Function<? super K, ? extends V> question) {
        return remembered(age, PATIENCE, question);
    }

    /**
     * The same for questions of which many are remembered and each takes long.
     *
     * @param patience a question is put anew after so many times as long as it took
     */
    public <K, V> Function<K, V> remembered(Duration age, int patience, Function<? super K, ? extends V> question) {
        return remembered(age, patience, question, executor, Ticker.systemTicker());
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
        long answered = asked.sum() - failures.sum();
        return new Statistics(
                remembered.size(),
                sum.hitCount(),
                sum.missCount(),
                asked.sum(),
                failures.sum(),
                answered == 0 ? 0 : nanos.sum() / 1e6 / answered,
                remembered.stream().mapToLong(LoadingCache::estimatedSize).sum(),
                remembered.stream().mapToLong(Answers::bytes).sum(),
                (long) remembered.size() * KEPT_BYTES,
                sum.evictionCount());
    }

    private static long bytes(LoadingCache<?, ? extends Remembered<?>> cache) {
        cache.cleanUp();
        return cache.asMap().values().stream()
                .mapToLong(one -> AnswerSize.of(one.answer()))
                .sum();
    }

    <K, V> Function<K, V> remembered(
            Duration age, int patience, Function<? super K, ? extends V> question, Executor executor, Ticker ticker) {
        LoadingCache<K, Remembered<V>> cache = Caffeine.newBuilder()
                .maximumWeight(KEPT_BYTES)
                .weigher((K key, Remembered<V> one) -> weight(one.answer()))
                .refreshAfterWrite(age)
                .expireAfterWrite(age.multipliedBy(STALE))
                .recordStats()
                .executor(executor)
                .ticker(ticker)
                .build(new Asking<K, V>(patience, question, ticker));
        remembered.add(cache);
        return key -> cache.get(key).answer();
    }

    /** Puts the question, unless it would be too early for what it cost the last time. */
    private final class Asking<K, V> implements CacheLoader<K, Remembered<V>> {

        private final int patience;
        private final Function<? super K, ? extends V> question;
        private final Ticker ticker;

        Asking(int patience, Function<? super K, ? extends V> question, Ticker ticker) {
            this.patience = patience;
            this.question = question;
            this.ticker = ticker;
        }

        @Override
        public Remembered<V> load(K key) {
            asked.increment();
            long begin = ticker.read();
            V answer;
            try {
                answer = question.apply(key);
            } catch (RuntimeException e) {
                failures.increment();
                throw e;
            }
            long end = ticker.read();
            nanos.add(end - begin);
            return new Remembered<>(answer, end, end - begin);
        }

        @Override
        public Remembered<V> reload(K key, Remembered<V> old) {
            return ticker.read() - old.at() >= patience * old.took() ? load(key) : old;
        }
    }

    /** So that neither too many answers are kept nor too large ones. */
    private static int weight(Object answer) {
        return (int) Math.min(KEPT_BYTES, Math.max(KEPT_BYTES / KEPT, AnswerSize.of(answer)));
    }
}
