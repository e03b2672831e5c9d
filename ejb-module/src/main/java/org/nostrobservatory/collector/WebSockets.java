package org.nostrobservatory.collector;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.container.grizzly.client.GrizzlyClientProperties;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.dial.HttpGet;
import org.nostrobservatory.protocol.RelayInformation;
import org.nostrobservatory.protocol.RelayUrl;

/**
 * How the product opens WebSockets: few threads for all connections, bounded frames, no redirects, no compression; only
 * to public addresses, and through a proxy into the Tor network.
 */
final class WebSockets {

    /** A longer frame or message ends the connection: memory is the limit. */
    static final int MAX_FRAME_BYTES = 16 << 20;

    private static final Logger LOG = System.getLogger(WebSockets.class.getName());
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);
    private static final int WORKERS = 8;
    private static final int SELECTORS = 2;

    private final Optional<URI> torProxy;
    private final Dialler dialler;
    /** Few, because each has threads of its own: three. */
    private final ClientManager plain;

    /** Tyrus speaks TLS to whatever a container connects to that has settings for it. */
    private final ClientManager secure;

    private final ClientManager throughTor;
    /** The host that this thread is connecting to: settings of TLS are common to all connections of a container. */
    private final ThreadLocal<String> dialled = new ThreadLocal<>();

    /**
     * @param privateAllowed whether relays may be at private addresses
     * @param torProxy an HTTP proxy that leads to onion services
     */
    WebSockets(boolean privateAllowed, Optional<URI> torProxy) {
        this(privateAllowed, torProxy, InetAddress::getAllByName, Dialler.publicAuthorities(), HANDSHAKE_TIMEOUT);
    }

    WebSockets(
            boolean privateAllowed,
            Optional<URI> torProxy,
            Dialler.Resolver resolver,
            SSLContext tls,
            Duration handshakeTimeout) {
        this.torProxy = torProxy;
        dialler = new Dialler(privateAllowed, resolver, tls);
        plain = container(handshakeTimeout);
        secure = container(handshakeTimeout);
        secure.getProperties().put(ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(tls) {
            /** Called while the connection is set up, on the thread that asked for it. */
            @Override
            public SSLContext getSslContext() {
                return NamedTls.to(dialled.get(), tls);
            }
        });
        throughTor = container(handshakeTimeout);
        torProxy.ifPresent(proxy -> throughTor.getProperties().put(ClientProperties.PROXY_URI, proxy.toString()));
    }

    /** Opens a connection; takes up to 15 seconds, and the time of the name servers. */
    Session connect(Endpoint endpoint, RelayUrl relay) throws DeploymentException, IOException {
        boolean tor = relay.network() == RelayUrl.Network.TOR;
        URI target = tor ? relay.toUri() : at(dialler.address(relay.host()), relay);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("User-Agent", List.of("NostrObservatory"));
                        headers.put("Host", List.of(relay.toUri().getRawAuthority()));
                        headers.remove("Origin");
                    }
                })
                .build();
        dialled.set(relay.host());
        try {
            ClientManager container = tor ? throughTor : target.getScheme().equals("wss") ? secure : plain;
            return container.connectToServer(endpoint, config, target);
        } finally {
            dialled.remove();
        }
    }

    /**
     * What the relay says of itself (NIP-11); empty if it cannot be had. Takes up to 10 seconds, and the time of the name
     * servers.
     */
    Optional<RelayInformation> information(RelayUrl relay) {
        try (Socket socket = socket(relay)) {
            return RelayInformation.parse(HttpGet.send(socket, relay.toUri(), "application/nostr+json"));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "No information of " + relay, e);
            return Optional.empty();
        }
    }

    private Socket socket(RelayUrl relay) throws IOException {
        boolean tor = relay.network() == RelayUrl.Network.TOR;
        // Of an address, because java.net.URI finds no port after a host name with an underscore.
        URI target = tor ? relay.toUri() : at(dialler.address(relay.host()), relay);
        boolean secure = target.getScheme().equals("wss");
        int port = target.getPort() > 0 ? target.getPort() : secure ? 443 : 80;
        return tor
                ? dialler.connect(new Proxy(Proxy.Type.HTTP, proxyAddress()), relay.host(), port, secure)
                : dialler.connect(relay.host(), port, secure);
    }

    private InetSocketAddress proxyAddress() {
        URI proxy = torProxy.orElseThrow();
        return new InetSocketAddress(proxy.getHost(), proxy.getPort());
    }

    private static URI at(InetAddress address, RelayUrl relay) {
        String url = relay.value();
        int authority = url.indexOf("://") + 3;
        String literal =
                address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return URI.create(url.substring(0, authority)
                + literal
                + url.substring(authority + relay.host().length()));
    }

    private static ClientManager container(Duration handshakeTimeout) {
        ClientManager container = ClientManager.createClient(BoundedContainer.class.getName(), new RelayContainer());
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
        properties.put(ClientProperties.HANDSHAKE_TIMEOUT, (int) handshakeTimeout.toMillis());
        properties.put(ClientProperties.REDIRECT_ENABLED, false);
        properties.put("org.glassfish.tyrus.incomingBufferSize", MAX_FRAME_BYTES);
        // The property bounds one frame, these bound a message of many.
        container.setDefaultMaxTextMessageBufferSize(MAX_FRAME_BYTES);
        container.setDefaultMaxBinaryMessageBufferSize(MAX_FRAME_BYTES);
        return container;
    }
}
