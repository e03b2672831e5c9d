package org.nostrobservatory.collector;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.container.grizzly.client.GrizzlyClientProperties;
import org.nostrobservatory.protocol.RelayUrl;

/** How the product opens WebSockets: few threads for all connections, bounded frames, no redirects, no compression. */
final class WebSockets {

    /** A longer frame or message ends the connection: memory is the limit. */
    static final int MAX_FRAME_BYTES = 16 << 20;

    private static final int HANDSHAKE_TIMEOUT_MILLIS = 15_000;
    private static final int WORKERS = 8;
    private static final int SELECTORS = 2;

    private final ClientManager container;

    WebSockets() {
        container = (ClientManager) ContainerProvider.getWebSocketContainer();
        Map<String, Object> properties = container.getProperties();
        // Unbounded by default, and three threads a connection without sharing.
        properties.put(ClientProperties.SHARED_CONTAINER, true);
        properties.put(
                ClientProperties.WORKER_THREAD_POOL_CONFIG,
                org.glassfish.tyrus.client.ThreadPoolConfig.defaultConfig()
                        .setPoolName("relay-worker")
                        .setCorePoolSize(WORKERS)
                        .setMaxPoolSize(WORKERS));
        properties.put(
                GrizzlyClientProperties.SELECTOR_THREAD_POOL_CONFIG,
                ThreadPoolConfig.defaultConfig()
                        .setPoolName("relay-selector")
                        .setCorePoolSize(SELECTORS)
                        .setMaxPoolSize(SELECTORS));
        properties.put(ClientProperties.HANDSHAKE_TIMEOUT, HANDSHAKE_TIMEOUT_MILLIS);
        properties.put(ClientProperties.REDIRECT_ENABLED, false);
        properties.put("org.glassfish.tyrus.incomingBufferSize", MAX_FRAME_BYTES);
        // The property bounds one frame, these bound a message of many.
        container.setDefaultMaxTextMessageBufferSize(MAX_FRAME_BYTES);
        container.setDefaultMaxBinaryMessageBufferSize(MAX_FRAME_BYTES);
    }

    /** Opens a connection; takes up to 15 seconds. */
    Session connect(Endpoint endpoint, RelayUrl relay) throws DeploymentException, IOException {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("User-Agent", List.of("NostrObservatory"));
                    }
                })
                .build();
        return container.connectToServer(endpoint, config, relay.toUri());
    }
}
