package org.nostrobservatory.web.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Remembers answers, so that many who ask the same cost as much as one. */
@ApplicationScoped
public class Answers {

    /**
     * How much is kept of one kind of question; who asks for more makes the answers forgotten that were asked for least. An answer
     * weighs {@value #ANSWER}, and each element one more if it is a list: a thousand answers that are none, or some ten lists of a
     * thousand. An element is a few kilobytes at most, because what strangers write is cut.
     */
    private static final int KEPT = 10_000;

    private static final int ANSWER = 10;

    /** Nobody waits for a new answer as long as there is one that is not older than so many times its age. */
    private static final int STALE = 10;

    /** Entries of a list that nearly all who ask are content with. */
    private static final int USUAL = 100;

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

    static <K, V> Function<K, V> remembered(
            Duration age, Function<? super K, ? extends V> question, Executor executor, Ticker ticker) {
        LoadingCache<K, V> answers = Caffeine.newBuilder()
                .maximumWeight(KEPT)
                .weigher((K asked, V answer) -> ANSWER + (answer instanceof Collection<?> list ? list.size() : 0))
                .refreshAfterWrite(age)
                .expireAfterWrite(age.multipliedBy(STALE))
                .executor(executor)
                .ticker(ticker)
                .build(question::apply);
        return answers::get;
    }
}
