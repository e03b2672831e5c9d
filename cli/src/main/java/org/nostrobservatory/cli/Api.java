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

/** The REST API of a server. */
final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;

    /** @param base for example {@code http://127.0.0.1:8080} */
    Api(String base) {
        this.base = base.replaceAll("/+$", "");
    }

    /**
     * Asks a question.
     *
     * @param path below {@code /api/v1}
     * @throws UnansweredException if there is no answer, or an error
     */
    JsonNode get(String path) {
        HttpResponse<String> response = send(path);
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return body;
            }
            throw refused(
                    response, body.path("detail").asText(body.path("title").asText("")));
        } catch (JsonProcessingException e) {
            throw refused(response, "the answer is not JSON");
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
                    ? "&cursor=" + URLEncoder.encode(page.path("nextCursor").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    private HttpResponse<String> send(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                    .timeout(LIMIT)
                    .header("Accept", "application/json")
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new UnansweredException(base + " is no address such as http://127.0.0.1:8080", e);
        } catch (IOException e) {
            throw new UnansweredException("No answer from " + base + ". Is the observatory running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("Interrupted", e);
        }
    }

    private UnansweredException refused(HttpResponse<String> response, String detail) {
        return new UnansweredException("%s answers %d%s"
                .formatted(response.uri(), response.statusCode(), detail.isEmpty() ? "" : ": " + detail));
    }
}
