package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.sample.Samples.ALICE;
import static org.nostrobservatory.sample.Samples.BOB;
import static org.nostrobservatory.sample.Samples.note;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.RelayMessage;

class PublishTest {

    private SampleRelay relay;
    private TestClient client;

    @BeforeEach
    void connect() throws IOException {
        relay = SampleRelay.named("Test \"relay\"").start();
        client = new TestClient(relay);
    }

    @AfterEach
    void disconnect() {
        client.close();
        relay.close();
    }

    @Test
    void aValidEventIsStoredAndSentToOthers() {
        try (TestClient reader = new TestClient(relay)) {
            reader.subscribe("s", Filter.ALL).stored("s");
            Event event = note(ALICE, 1, "hello");
            assertThat(client.publish(event).message()).isEqualTo(new RelayMessage.Ok(event.id(), true, ""));
            assertThat(reader.event("s")).isEqualTo(event);
            assertThat(relay.eventCount()).isEqualTo(1);
        }
    }

    @Test
    void aDuplicateIsCalledSo() {
        Event event = note(ALICE, 1, "hello");
        client.publish(event).message();
        RelayMessage.Ok ok = (RelayMessage.Ok) client.publish(event).message();
        assertThat(ok.accepted()).isTrue();
        assertThat(ok.message()).startsWith("duplicate:");
    }

    @Test
    void aForgedEventIsRefused() {
        Event event = note(ALICE, 1, "hello");
        Event forged = new Event(
                event.id(),
                event.pubkey(),
                1,
                1,
                List.of(),
                "hello",
                note(BOB, 1, "hello").sig());
        RelayMessage.Ok ok = (RelayMessage.Ok) client.publish(forged).message();
        assertThat(ok.id()).isEqualTo(event.id());
        assertThat(ok.accepted()).isFalse();
        assertThat(ok.message()).startsWith("invalid: sig-invalid");
        assertThat(relay.eventCount()).isZero();
    }

    @Test
    void anEventOfTheWrongShapeIsRefusedByItsId() {
        String id = note(ALICE, 1, "hello").id().hex();
        client.send("[\"EVENT\",{\"id\":\"" + id + "\",\"kind\":\"one\"}]");
        RelayMessage.Ok ok = (RelayMessage.Ok) client.message();
        assertThat(ok.id().hex()).isEqualTo(id);
        assertThat(ok.message()).startsWith("invalid: bad-kind");
    }

    @Test
    void whatIsNoMessageIsNoticed() {
        for (String text : List.of("nonsense", "[]", "[\"HELLO\"]", "[\"REQ\",\"s\",7]", "{}")) {
            assertThat(client.send(text).message()).isInstanceOf(RelayMessage.Notice.class);
        }
    }

    @Test
    void theInformationDocumentIsServed() throws Exception {
        HttpResponse<String> response = get("application/nostr+json");
        assertThat(response.headers().firstValue("content-type")).contains("application/nostr+json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.body())
                .startsWith("{\"name\":\"Test \\\"relay\\\"\"")
                .contains("\"supported_nips\":[1,11,67]");
    }

    @Test
    void browsersGetALineOfText() throws Exception {
        HttpResponse<String> response = get("text/html");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("is a Nostr relay");
    }

    private HttpResponse<String> get(String accept) throws Exception {
        URI address = URI.create(relay.url().replace("ws:", "http:"));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).header("Accept", accept).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
