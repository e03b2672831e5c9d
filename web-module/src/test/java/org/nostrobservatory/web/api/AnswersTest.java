package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;

class AnswersTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private Duration now = Duration.ZERO;

    private final Answers answers = new Answers();

    private final Function<String, String> question =
            answers.remembered(Duration.ofSeconds(10), 50, this::ask, later::add, () -> now.toNanos());

    @Test
    void isAskedOnceWhileTheAnswerIsFresh() {
        assertThat(question.apply("a")).isEqualTo("a1");
        now = Duration.ofSeconds(9);
        assertThat(question.apply("a")).isEqualTo("a1");
        assertThat(question.apply("b")).isEqualTo("b2");
        runAll();
        assertThat(asked).hasValue(2);
    }

    @Test
    void anOldAnswerIsGivenWhileANewOneIsFetched() {
        question.apply("a");
        now = Duration.ofSeconds(11);

        assertThat(question.apply("a")).isEqualTo("a1");
        assertThat(question.apply("a")).isEqualTo("a1");
        runAll();
        assertThat(asked).hasValue(2);
        assertThat(question.apply("a")).isEqualTo("a2");
    }

    @Test
    void anAnswerTenTimesAsOldIsGivenToNobody() {
        question.apply("a");
        now = Duration.ofSeconds(101);

        assertThat(question.apply("a")).isEqualTo("a2");
    }

    @Test
    void whatTakesLongIsAskedLessOften() {
        Function<String, String> slow = answers.remembered(
                Duration.ofSeconds(10),
                200,
                what -> {
                    now = now.plusSeconds(2);
                    return ask(what);
                },
                later::add,
                () -> now.toNanos());
        slow.apply("a");
        for (int i = 0; i < 36; i++) {
            now = now.plusSeconds(11);
            assertThat(slow.apply("a")).isEqualTo("a1");
            runAll();
        }
        now = now.plusSeconds(11);
        slow.apply("a");
        runAll();
        assertThat(slow.apply("a")).isEqualTo("a2");
    }

    @Test
    void listsOfAllLengthsShareTwoAnswers() {
        IntFunction<List<Integer>> list =
                limit -> IntStream.range(0, Math.min(limit, 150)).boxed().toList();

        assertThat(Answers.first(2, list)).containsExactly(0, 1);
        assertThat(Answers.first(100, list)).hasSize(100);
        assertThat(Answers.first(101, list)).hasSize(101);
        assertThat(Answers.first(1000, list)).hasSize(150);
    }

    @Test
    void whatRememberingIsWorthIsCounted() {
        question.apply("a");
        question.apply("a");
        question.apply("b");
        now = Duration.ofSeconds(11);
        question.apply("a");
        runAll();
        answers.remembered(Duration.ofSeconds(1), 50, any -> "", later::add, () -> 0);

        Answers.Statistics statistics = answers.statistics();
        assertThat(statistics.questions()).isEqualTo(2);
        assertThat(statistics.hits()).isEqualTo(2);
        assertThat(statistics.misses()).isEqualTo(2);
        assertThat(statistics.asked()).isEqualTo(3);
        assertThat(statistics.items()).isEqualTo(2);
        assertThat(statistics.bytes()).isEqualTo(2 * AnswerSize.of("a1"));
        assertThat(statistics.maxBytes()).isEqualTo(2 * 16L << 20);
    }

    @Test
    void neitherManyAnswersNorLargeOnesTakeMoreThanTheirMemory() {
        for (int i = 0; i < 1_500; i++) {
            question.apply("question " + i);
        }
        runAll();
        assertThat(answers.statistics().items()).isBetween(1L, 1_000L);
        assertThat(answers.statistics().evictions()).isGreaterThanOrEqualTo(500);

        Answers large = new Answers();
        Function<Integer, List<String>> lists = large.remembered(
                Duration.ofSeconds(10), 50, any -> List.of("x".repeat(6 << 20)), later::add, () -> now.toNanos());
        IntStream.range(0, 5).forEach(lists::apply);
        runAll();
        assertThat(large.statistics().items()).isBetween(1L, 2L);
        assertThat(large.statistics().bytes()).isBetween(1L, large.statistics().maxBytes());
    }

    private record Inner(Bytes key, long number, List<String> words, Object nothing) {}

    @Test
    void anAnswerIsAsLargeAsWhatItIsMadeOf() {
        Inner one = new Inner(Bytes.of(new byte[32]), 1, List.of("a", "b"), null);
        assertThat(AnswerSize.of(one)).isBetween(150L, 400L);
        assertThat(AnswerSize.of(Collections.nCopies(1_000, one))).isBetween(150_000L, 400_000L);
        assertThat(AnswerSize.of(Optional.of(one))).isGreaterThan(AnswerSize.of(one));
        assertThat(AnswerSize.of(Map.of("k", one))).isGreaterThan(AnswerSize.of(one));
        assertThat(AnswerSize.of(null)).isZero();
    }

    private void runAll() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private String ask(String what) {
        return what + asked.incrementAndGet();
    }
}
