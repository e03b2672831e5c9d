package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nostrobservatory.protocol.RelayUrl;

/** Through a real SOCKS5 server: Debian's microsocks. */
@Timeout(60)
class SocksBridgeTest {

    private static final Path MICROSOCKS = Path.of("/usr/bin/microsocks");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Process microsocks;
    private SocksBridge bridge;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(MICROSOCKS), "microsocks is not installed (apt-get install microsocks)");
        int port = freePort();
        microsocks = new ProcessBuilder(MICROSOCKS.toString(), "-i", "127.0.0.1", "-p", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().until(() -> listens(port));
        InetSocketAddress socks = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        bridge = new SocksBridge(socks, Pattern.compile("localhost|.*\\.onion"));
        threads.execute(bridge);
    }

    @AfterEach
    void stop() throws Exception {
        if (bridge != null) {
            bridge.close();
        }
        if (microsocks != null) {
            microsocks.destroy();
            microsocks.waitFor();
        }
        threads.shutdownNow();
    }

    @Test
    void framesOfAllSizesGoThroughInBothDirections() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (ScriptedRelay relay = new ScriptedRelay()) {
            ClientManager client = (ClientManager) ContainerProvider.getWebSocketContainer();
            client.getProperties().put(ClientProperties.PROXY_URI, bridge.uri().toString());
            Session session = client.connectToServer(
                    new WebSocketsTest.Silent(),
                    ClientEndpointConfig.Builder.create().build(),
                    URI.create("ws://localhost:" + relay.port() + "/"));
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) received::add);

            session.getBasicRemote().sendText("[\"CLOSE\",\"s\"]");
            assertThat(relay.next()).isNotNull();
            for (int i = 0; i < 500; i++) {
                relay.say(i + "x".repeat(i * 100));
            }
            for (int i = 0; i < 500; i++) {
                assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(i + "x".repeat(i * 100));
            }
            session.close();
        }
    }

    @Test
    void anOnionServiceThatTheProxyCannotFindIsAFailureLikeAnother() {
        WebSockets webSockets = new WebSockets(false, Optional.of(bridge.uri()));
        RelayUrl onion = new RelayUrl("ws://" + "a".repeat(56) + ".onion/");

        assertThatThrownBy(() -> webSockets.connect(new WebSocketsTest.Silent(), onion))
                .isInstanceOfAny(DeploymentException.class, IOException.class);
    }

    @Test
    void nothingElseIsReachedThroughIt() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", bridge.uri().getPort())) {
            socket.getOutputStream().write("CONNECT example.com:443 HTTP/1.1\r\n\r\n".getBytes());

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
