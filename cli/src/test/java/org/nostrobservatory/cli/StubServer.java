package org.nostrobservatory.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with what a test says. */
final class StubServer implements AutoCloseable {

    private record Answer(int status, String body) {}

    private static final Answer NONE = new Answer(404, "{\"title\":\"Not found\",\"detail\":\"No such thing\"}");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Answer answer = answers.getOrDefault(exchange.getRequestURI().toString(), NONE);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    /** @param pathAndQuery for example {@code /api/v1/relays?limit=1000} */
    StubServer answer(String pathAndQuery, String body) {
        return answer(pathAndQuery, 200, body);
    }

    StubServer answer(String pathAndQuery, int status, String body) {
        answers.put(pathAndQuery, new Answer(status, body));
        return this;
    }

    /** What was asked: method, path and query, the header Authorization or null. */
    List<String> requests() {
        return requests;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
