package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private Duration now = Duration.ZERO;

    private final Function<String, String> question =
            Answers.remembered(Duration.ofSeconds(10), this::ask, later::add, () -> now.toNanos());

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
    void listsOfAllLengthsShareTwoAnswers() {
        IntFunction<List<Integer>> list =
                limit -> IntStream.range(0, Math.min(limit, 150)).boxed().toList();

        assertThat(Answers.first(2, list)).containsExactly(0, 1);
        assertThat(Answers.first(100, list)).hasSize(100);
        assertThat(Answers.first(101, list)).hasSize(101);
        assertThat(Answers.first(1000, list)).hasSize(150);
    }

    @Test
    void manyDifferentQuestionsDoNotFillTheMemory() {
        Function<Integer, List<Integer>> lists = Answers.remembered(
                Duration.ofSeconds(10),
                size -> Collections.nCopies(size, asked.incrementAndGet()),
                Runnable::run,
                () -> now.toNanos());

        for (int size = 1_000; size > 900; size--) {
            lists.apply(size);
        }
        int before = asked.get();
        for (int size = 1_000; size > 900; size--) {
            lists.apply(size);
        }
        assertThat(asked.get() - before)
                .as("of a hundred long lists about ten are kept")
                .isGreaterThan(80);
        for (int time = 0; time < 20; time++) {
            lists.apply(5);
        }
        before = asked.get();
        lists.apply(5);
        assertThat(asked).as("what is asked for often stays").hasValue(before);
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
