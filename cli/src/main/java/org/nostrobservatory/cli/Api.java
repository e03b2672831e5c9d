package org.nostrobservatory.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The REST API of a server. */
final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What is put into the server's queue may have to wait for room there. */
    private static final Duration PUT_LIMIT = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final String authorization;

    /** @param base for example {@code http://127.0.0.1:8080} */
    Api(String base) {
        this(base, null);
    }

    /** @param authorization the header of this name, for administration; null for none */
    Api(String base, String authorization) {
        this.base = base.replaceAll("/+$", "");
        this.authorization = authorization;
    }

    /**
     * Asks a question.
     *
     * @param path below {@code /api/v1}
     * @throws UnansweredException if there is no answer, or an error
     */
    JsonNode get(String path) {
        return answer(send(path, LIMIT, HttpRequest.Builder::GET));
    }

    /**
     * Begins something.
     *
     * @param path below {@code /api/v1}
     * @throws UnansweredException if there is no answer, or an error
     */
    JsonNode post(String path) {
        return answer(send(path, LIMIT, request -> request.POST(HttpRequest.BodyPublishers.noBody())));
    }

    /**
     * Puts something there.
     *
     * @param path below {@code /api/v1}
     * @throws UnansweredException if there is no answer, or an error
     */
    JsonNode put(String path, byte[] body) {
        return answer(send(
                path,
                PUT_LIMIT,
                request -> request.PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                        .header("Content-Type", "application/jsonl")));
    }

    private JsonNode answer(HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() / 100 == 2) {
                return body;
            }
            throw refused(
                    response, body.path("detail").asText(body.path("title").asText("")), response.statusCode() >= 500);
        } catch (JsonProcessingException e) {
            // Not we, but a server that has not started us yet, or a proxy before it.
            throw refused(response, "the answer is not JSON", true);
        }
    }

    /** Asks for a list that comes in pages, and answers all of it. */
    JsonNode getAll(String path) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode items = all.putArray("items");
        String cursor = "";
        do {
            JsonNode page = get(path + "?limit=1000" + cursor);
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").isTextual()
                    ? "&cursor=" + encode(page.path("nextCursor").asText())
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** A value as it stands in a query, or in a path. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(String path, Duration limit, UnaryOperator<HttpRequest.Builder> method) {
        try {
            HttpRequest.Builder request = method.apply(HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)))
                    .timeout(limit)
                    .header("Accept", "application/json");
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new UnansweredException(base + " is no address such as http://127.0.0.1:8080", false, e);
        } catch (IOException e) {
            throw new UnansweredException("No answer from " + base + ". Is the observatory running?", true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("Interrupted", false, e);
        }
    }

    private UnansweredException refused(HttpResponse<String> response, String detail, boolean temporary) {
        String message = "%s answers %d%s"
                .formatted(response.uri(), response.statusCode(), detail.isEmpty() ? "" : ": " + detail);
        return response.statusCode() == 400
                ? new WrongQuestionException(message)
                : new UnansweredException(message, temporary, null);
    }
}
