package org.nostrobservatory.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

    @Test
    void theValuesOfAnAnswerTellAnEmptyOne() {
        assertThat(AnswerTimes.values("[]")).isZero();
        assertThat(AnswerTimes.values("[{\"a\":[1,2]},{\"items\":[]},3]")).isEqualTo(3);
        assertThat(AnswerTimes.values("{\"items\":[{\"a\":1},{\"b\":{\"items\":[1]}}],\"nextCursor\":\"x\"}"))
                .isEqualTo(2);
        assertThat(AnswerTimes.values("{\"items\":[],\"nextCursor\":null}")).isZero();
        assertThat(AnswerTimes.values("{\"a\":{\"b\":0,\"c\":1.5,\"d\":null},\"e\":\"\",\"f\":\"x\"}"))
                .isEqualTo(2);
        assertThat(AnswerTimes.values("<html>" + "x".repeat(5_000))).isEqualTo(5);
    }

    @Test
    void answersAreCountedByTheirSort() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean good = exchange.getRequestURI().getPath().equals("/good");
            byte[] body = "[1,2]".getBytes();
            exchange.sendResponseHeaders(good ? 200 : 500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            List<AnswerTimes> times = AnswerTimes.measure(
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    List.of(() -> new Questions.Question("good", "/good"), () -> new Questions.Question("bad", "/bad")),
                    100,
                    Duration.ofSeconds(1));
            assertThat(times).extracting(AnswerTimes::name).containsExactly("good", "bad");
            assertThat(times).extracting(AnswerTimes::errors).containsExactly(0, 50);
            assertThat(times).extracting(AnswerTimes::values).containsExactly(2L, 0L);
            assertThat(times.get(0).percentile(95)).isPositive().isLessThan(10_000);
            assertThat(times.get(1).percentile(95)).isInfinite();
        } finally {
            server.stop(0);
        }
    }
}
