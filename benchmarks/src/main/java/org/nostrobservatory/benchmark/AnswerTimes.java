package org.nostrobservatory.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How long the answers to questions of one sort took, from the moment at which the question was due.
 *
 * @param millis ascending, of those that were answered with 200
 * @param errors how many were not
 * @param values of the median answer: entries of a list, or figures that are neither null, zero nor empty; of a page
 *     how many kilobytes it has
 */
record AnswerTimes(String name, List<Double> millis, int errors, long values) {

    private record Answer(String name, double millis, int status, long values) {}

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Asks at a fixed rate, one sort after the other, whatever the answers take.
     *
     * @return by name, in the order of the sorts
     */
    static List<AnswerTimes> measure(
            String server, List<Supplier<Questions.Question>> sorts, int perSecond, Duration duration) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        long count = duration.toSeconds() * perSecond;
        for (int i = 0; i < count; i++) {
            Questions.Question question = sorts.get(i % sorts.size()).get();
            long due = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(server + question.path()))
                    .timeout(LIMIT)
                    .build();
            answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .handle((response, failure) -> answer(question, (System.nanoTime() - due) / 1e6, response)));
        }
        Map<String, List<Answer>> byName = new LinkedHashMap<>();
        answers.stream()
                .map(CompletableFuture::join)
                .forEach(answer -> byName.computeIfAbsent(answer.name(), name -> new ArrayList<>())
                        .add(answer));
        return byName.values().stream().map(AnswerTimes::of).toList();
    }

    private static Answer answer(Questions.Question question, double millis, HttpResponse<String> response) {
        return response == null
                ? new Answer(question.name(), millis, 0, 0)
                : new Answer(question.name(), millis, response.statusCode(), values(response.body()));
    }

    private static AnswerTimes of(List<Answer> answers) {
        List<Answer> good =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        return new AnswerTimes(
                answers.get(0).name(),
                good.stream().map(Answer::millis).sorted().toList(),
                answers.size() - good.size(),
                good.stream()
                        .mapToLong(Answer::values)
                        .sorted()
                        .skip(good.size() / 2)
                        .findFirst()
                        .orElse(0));
    }

    /** All of them as one. */
    static AnswerTimes together(String name, List<AnswerTimes> sorts) {
        return new AnswerTimes(
                name,
                sorts.stream().flatMap(sort -> sort.millis().stream()).sorted().toList(),
                sorts.stream().mapToInt(AnswerTimes::errors).sum(),
                sorts.stream().mapToLong(AnswerTimes::values).min().orElse(0));
    }

    static long values(String body) {
        if (!body.startsWith("{") && !body.startsWith("[")) {
            return body.length() / 1000;
        }
        try (JsonParser parser = JSON.createParser(body)) {
            long entries = 0;
            long figures = 0;
            int listDepth = body.startsWith("[") ? 1 : 0;
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 1 && token == JsonToken.START_ARRAY && "items".equals(parser.currentName())) {
                    listDepth = 2;
                }
                if (depth == listDepth && listDepth > 0 && !token.isStructEnd() && token != JsonToken.FIELD_NAME) {
                    entries++;
                }
                figures += token.isScalarValue() && isSomething(parser) ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return listDepth > 0 ? entries : figures;
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isSomething(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL, VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue() != 0;
            default -> !parser.getText().isEmpty();
        };
    }

    double percentile(double percent) {
        return Latency.percentile(millis, errors, percent);
    }

    @Override
    public String toString() {
        return "%s: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms of %d, %d errors, %d values"
                .formatted(name, percentile(50), percentile(95), percentile(99), millis.size(), errors, values);
    }
}
