package org.nostrobservatory.dial;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.nostrobservatory.protocol.RelayUrl;

/**
 * Opens sockets to servers that strangers name. A host's name is resolved here and its address is dialled, so that the
 * address that was checked is the one that is connected to, whatever the name servers say a moment later (DNS rebinding).
 */
public final class Dialler {

    /** Asks the name servers. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration LIFE = Duration.ofSeconds(10);

    private final boolean privateAllowed;
    private final Resolver resolver;
    private final SSLContext tls;

    /**
     * @param privateAllowed whether servers may be at private addresses
     * @param tls whom to trust
     */
    public Dialler(boolean privateAllowed, Resolver resolver, SSLContext tls) {
        this.privateAllowed = privateAllowed;
        this.resolver = resolver;
        this.tls = tls;
    }

    /** Trusts the JVM's certificate authorities. */
    public static SSLContext publicAuthorities() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /**
     * Where this host is.
     *
     * @throws NonPublicAddressException if one of its addresses is not public
     */
    public InetAddress address(String host) throws IOException {
        InetAddress[] addresses = resolver.resolve(host);
        if (!privateAllowed) {
            for (InetAddress address : addresses) {
                if (!RelayUrl.isPublic(address)) {
                    throw new NonPublicAddressException(host, address);
                }
            }
        }
        return addresses[0];
    }

    /** Connects to this host: within 5 seconds, and the time of the name servers. The socket is as short-lived as the other. */
    public Socket connect(String host, int port, boolean secure) throws IOException {
        return connect(Proxy.NO_PROXY, new InetSocketAddress(address(host), port), host, secure);
    }

    /**
     * Connects to this host through a proxy, which has to find it. From ten seconds after it was made on the socket reads
     * nothing: that also bounds the greeting of TLS, which a server could draw out byte by byte.
     *
     * @param secure whether TLS is spoken, with a certificate for the host
     */
    public Socket connect(Proxy proxy, String host, int port, boolean secure) throws IOException {
        return connect(proxy, InetSocketAddress.createUnresolved(host, port), host, secure);
    }

    private Socket connect(Proxy proxy, InetSocketAddress address, String host, boolean secure) throws IOException {
        Socket socket = new ShortLivedSocket(proxy);
        try {
            socket.connect(address, CONNECT_MILLIS);
            return secure ? secure(socket, host, address.getPort()) : socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secure(Socket socket, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    /** Each read waits at most until the socket's time is over. */
    private static final class ShortLivedSocket extends Socket {

        private final long deadline = System.nanoTime() + LIFE.toNanos();

        ShortLivedSocket(Proxy proxy) {
            super(proxy);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    expire();
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    expire();
                    return super.read(bytes, offset, length);
                }
            };
        }

        private void expire() throws IOException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException("slow");
            }
            setSoTimeout((int) Math.min(millis, CONNECT_MILLIS));
        }
    }
}
