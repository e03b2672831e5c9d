package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nostrobservatory.protocol.RelayUrl;

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
    void whatCannotBeReachedAsThingsAreSetIsSaid() {
        WebSockets webSockets = resolvingTo(false, "8.8.8.8");

        assertThat(webSockets.refusal(new RelayUrl("wss://relay.example"))).isEmpty();
        assertThat(webSockets.refusal(new RelayUrl("ws://192.168.1.1")).orElseThrow())
                .contains("OBSERVATORY_ALLOW_PRIVATE_RELAYS");
        assertThat(webSockets.refusal(new RelayUrl(ONION)).orElseThrow()).contains("OBSERVATORY_TOR_PROXY");
        assertThat(webSockets.refusal(new RelayUrl("ws://relay.i2p"))).isPresent();
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
                NamedTls.publicAuthorities());
    }

    static final class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {}
    }
}
