package org.nostrobservatory.collector;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS to a host that is dialled by its address: the certificate is checked against the name, and the name is sent
 * (RFC 6066). The JDK takes no host name with an underscore for either: such a relay can be reached by {@code ws://}
 * only.
 */
final class NamedTls extends SSLContext {

    private NamedTls(SSLContext context, String host) {
        super(new Spi(context, host), context.getProvider(), context.getProtocol());
    }

    static SSLContext to(String host, SSLContext context) {
        return new NamedTls(context, host);
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;
        private final String host;

        Spi(SSLContext context, String host) {
            this.context = context;
            this.host = host;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return engineCreateSSLEngine(host, -1);
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String address, int port) {
            return context.createSSLEngine(host, port);
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new UnsupportedOperationException("is initialised");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return context.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }
    }
}
