package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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

    private void runAll() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private String ask(String what) {
        return what + asked.incrementAndGet();
    }
}
