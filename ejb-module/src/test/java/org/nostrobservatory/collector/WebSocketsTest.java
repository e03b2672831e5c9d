package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.dial.NonPublicAddressException;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;

@Timeout(60)
class WebSocketsTest {

    private static final String ONION = "ws://" + "a".repeat(56) + ".onion/";

    @Test
    void aHostWithAnUnderscoreIsDialledAndNamed() throws Exception {
        WebSockets webSockets = resolvingTo(true, "127.0.0.1");
        try (ScriptedRelay relay = new ScriptedRelay()) {
            String authority = "my_relay.example:" + relay.port();
            Session session = webSockets.connect(new Silent(), new RelayUrl("ws://" + authority + "/a/path?q=1"));

            assertThat(relay.requestHead())
                    .startsWith("GET /a/path?q=1 HTTP/1.1")
                    .containsIgnoringCase("\r\nHost: " + authority + "\r\n")
                    .doesNotContain("127.0.0.1");
            session.close();
        }
    }

    @Test
    void aPublicNameOfAPrivateAddressIsRefusedEvenIfOnlyOneIsPrivate() {
        for (String address :
                new String[] {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"}) {
            assertThatThrownBy(() -> resolvingTo(false, "8.8.8.8", address)
                            .connect(new Silent(), new RelayUrl("wss://relay.example")))
                    .isInstanceOf(NonPublicAddressException.class)
                    .satisfies(
                            e -> assertThat(FailedHandshake.setback(e).reason()).contains("private address"));
        }
    }

    @Test
    void aSocketWhoseHandshakeTookTooLongIsClosed() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (ScriptedRelay relay = new ScriptedRelay()) {
            relay.answersAfter(late);
            RelayUrl url = new RelayUrl(relay.url());
            RelayConnection connection = new RelayConnection(
                    new Leases.Lease(new Relays.Target(1, url), 1),
                    Optional.empty(),
                    new RelayConnection.Terms(
                            new FrameBuffer(1 << 20),
                            new KnownEvents(),
                            Optional.empty(),
                            1 << 20,
                            ALICE,
                            Clock.systemUTC()));
            connection.claimAttempt();
            connection.connect(resolvingTo(true, "127.0.0.1"));
            assertThat(connection.status().lastError()).isEqualTo("no answer in time");
            late.countDown();

            await().until(() -> relay.hangUps() == 1);
            assertThat(connection.status().state()).isEqualTo(RelayConnection.State.WAITING);
        }
    }

    @Test
    void theInformationDocumentIsReadInBounds() throws Exception {
        String document = "{\"limitation\":{\"max_limit\":500}}";
        String padding = " ".repeat(70_000);
        assertThat(information("200 OK", document)).contains(500);
        assertThat(information(
                        "200 OK\r\nContent-Type: text/html\r\ncontent-length: " + document.length(), document + "x"))
                .contains(500);
        assertThat(information("404 Not Found", document)).isEmpty();
        assertThat(information("301 Moved\r\nLocation: http://127.0.0.1:1/", document))
                .isEmpty();
        assertThat(information("200 OK\r\nTransfer-Encoding: chunked", document))
                .isEmpty();
        assertThat(information("200 OK", document + padding)).isEmpty();
        assertThat(information("200 OK\r\nX: " + padding, document)).isEmpty();
        assertThat(information("200 OK", "<html>")).isEmpty();
    }

    private static Optional<Integer> information(String head, String body) throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay()) {
            relay.information(head, body);
            return resolvingTo(true, "127.0.0.1")
                    .information(new RelayUrl("ws://my_relay.example:" + relay.port() + "/path?q"))
                    .map(information -> information.maxLimit().orElseThrow());
        }
    }

    @Test
    void aPrivateAddressIsNotAskedForInformation() throws Exception {
        try (ScriptedRelay relay = new ScriptedRelay()) {
            relay.information("200 OK", "{}");
            RelayUrl url = new RelayUrl("ws://relay.example:" + relay.port());

            assertThat(resolvingTo(true, "127.0.0.1").information(url)).isPresent();
            assertThat(resolvingTo(false, "127.0.0.1").information(url)).isEmpty();
        }
    }

    @Test
    void anOnionServiceIsReachedThroughAnHttpProxy() throws Exception {
        String host = "a".repeat(56) + ".onion";
        try (ScriptedRelay relay = new ScriptedRelay();
                ConnectProxy proxy = new ConnectProxy(relay.port())) {
            relay.information("200 OK", "{\"limitation\":{\"max_limit\":3}}");
            WebSockets webSockets = new WebSockets(false, Optional.of(proxy.uri()));
            RelayUrl url = new RelayUrl("ws://" + host + ":8080/path");

            assertThat(webSockets.information(url).orElseThrow().maxLimit()).hasValue(3);
            Session session = webSockets.connect(new Silent(), url);
            session.getBasicRemote().sendText("[\"CLOSE\",\"s\"]");

            assertThat(relay.next()).isEqualTo(new ClientMessage.Close("s"));
            assertThat(relay.requestHead())
                    .startsWith("GET /path HTTP/1.1")
                    .containsIgnoringCase("\r\nHost: " + host + ":8080\r\n");
            assertThat(proxy.targets()).containsExactly(host + ":8080", host + ":8080");
            session.close();
        }
    }

    static WebSockets resolvingTo(boolean privateAllowed, String... addresses) {
        return new WebSockets(
                privateAllowed,
                Optional.empty(),
                host -> {
                    InetAddress[] all = new InetAddress[addresses.length];
                    for (int i = 0; i < all.length; i++) {
                        all[i] = InetAddress.getByName(addresses[i]);
                    }
                    return all;
                },
                Dialler.publicAuthorities(),
                Duration.ofSeconds(2));
    }

    static final class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }
}
