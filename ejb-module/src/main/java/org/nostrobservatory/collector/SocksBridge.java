package org.nostrobservatory.collector;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy that knows CONNECT only and goes on through a SOCKS5 proxy (RFC 1928), because Tyrus speaks HTTP to
 * proxies and Tor speaks SOCKS. It listens on a free port of the loopback address and leaves names to the SOCKS proxy;
 * it leads to onion services only, so that nobody on this machine gains another way out. One thread serves all tunnels.
 */
final class SocksBridge implements Runnable, AutoCloseable {

    private static final Logger LOG = System.getLogger(SocksBridge.class.getName());
    private static final Pattern CONNECT = Pattern.compile("CONNECT ([a-z0-9.-]{1,255}):(\\d{1,5}) HTTP/1\\.[01]\r\n");

    private final InetSocketAddress socks;
    private final Pattern allowedHosts;
    private final Selector selector;
    private final ServerSocketChannel server;

    /** @param socks where the SOCKS proxy listens */
    SocksBridge(InetSocketAddress socks) throws IOException {
        this(socks, Pattern.compile(".*\\.onion"));
    }

    SocksBridge(InetSocketAddress socks, Pattern allowedHosts) throws IOException {
        this.socks = socks;
        this.allowedHosts = allowedHosts;
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** The address of this proxy. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.socket().getLocalPort());
    }

    /** Serves until it is closed. */
    @Override
    public void run() {
        try {
            while (selector.isOpen()) {
                selector.select();
                if (!selector.isOpen()) {
                    return;
                }
                for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator(); ready.hasNext(); ) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    serve(key);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The bridge to the SOCKS proxy has broken down", e);
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.channel() == server) {
            accept();
            return;
        }
        Tunnel tunnel = (Tunnel) key.attachment();
        try {
            tunnel.move();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A tunnel has ended", e);
            tunnel.close();
        }
    }

    private void accept() throws IOException {
        SocketChannel accepted = server.accept();
        if (accepted != null) {
            try {
                new Tunnel(accepted);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "No tunnel could be made", e);
                accepted.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Could not close cleanly", e);
        }
    }

    /** What is agreed on before bytes flow. */
    private enum Stage {
        REQUEST,
        CONNECT,
        GREETING,
        REPLY,
        OPEN
    }

    /** One client and its way through the SOCKS proxy. */
    private final class Tunnel {

        private final SocketChannel client;
        private final SocketChannel proxy;
        private final SelectionKey clientKey;
        private final SelectionKey proxyKey;
        private final ByteBuffer toProxy = ByteBuffer.allocate(16 * 1024);
        private final ByteBuffer toClient = ByteBuffer.allocate(16 * 1024);
        private Stage stage = Stage.REQUEST;
        private byte[] target;

        Tunnel(SocketChannel accepted) throws IOException {
            client = accepted;
            client.configureBlocking(false);
            proxy = SocketChannel.open();
            proxy.configureBlocking(false);
            clientKey = client.register(selector, SelectionKey.OP_READ, this);
            proxyKey = proxy.register(selector, 0, this);
        }

        void move() throws IOException {
            switch (stage) {
                case REQUEST -> readRequest();
                case CONNECT -> greet();
                case GREETING -> readGreeting();
                case REPLY -> readReply();
                case OPEN -> pump();
            }
        }

        private void readRequest() throws IOException {
            fill(client, toProxy);
            String head = new String(toProxy.array(), 0, toProxy.position(), StandardCharsets.ISO_8859_1);
            if (!head.endsWith("\r\n\r\n")) {
                return;
            }
            Matcher request = CONNECT.matcher(head);
            if (!request.lookingAt() || !allowedHosts.matcher(request.group(1)).matches()) {
                throw new IOException("not a request for an onion service");
            }
            target = connectRequest(request.group(1), Integer.parseInt(request.group(2)));
            toProxy.clear();
            stage = Stage.CONNECT;
            clientKey.interestOps(0);
            proxyKey.interestOps(SelectionKey.OP_CONNECT);
            proxy.connect(socks);
        }

        private byte[] connectRequest(String host, int port) {
            byte[] name = host.getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(7 + name.length)
                    .put(new byte[] {5, 1, 0, 3, (byte) name.length})
                    .put(name)
                    .putShort((short) port)
                    .array();
        }

        private void greet() throws IOException {
            proxy.finishConnect();
            // Version 5, one method: no authentication.
            proxy.write(ByteBuffer.wrap(new byte[] {5, 1, 0}));
            stage = Stage.GREETING;
            proxyKey.interestOps(SelectionKey.OP_READ);
        }

        private void readGreeting() throws IOException {
            fill(proxy, toClient);
            if (toClient.position() < 2) {
                return;
            }
            if (toClient.get(1) != 0) {
                throw new IOException("the SOCKS proxy demands authentication");
            }
            toClient.clear();
            proxy.write(ByteBuffer.wrap(target));
            stage = Stage.REPLY;
        }

        private void readReply() throws IOException {
            fill(proxy, toClient);
            if (toClient.position() < 5) {
                return;
            }
            int addressLength = switch (toClient.get(3)) {
                case 1 -> 4;
                case 4 -> 16;
                default -> 1 + (toClient.get(4) & 0xFF);
            };
            int length = 4 + addressLength + 2;
            if (toClient.position() < length) {
                return;
            }
            if (toClient.get(1) != 0) {
                client.write(ByteBuffer.wrap(("HTTP/1.1 502 SOCKS error " + toClient.get(1) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
                throw new IOException("SOCKS error " + toClient.get(1));
            }
            client.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            toClient.flip().position(length);
            toClient.compact();
            stage = Stage.OPEN;
            pump();
        }

        /** Reads where there is room and writes what there is; a full buffer stops the side that fills it. */
        private void pump() throws IOException {
            if (clientKey.isReadable()) {
                fill(client, toProxy);
            }
            if (proxyKey.isReadable()) {
                fill(proxy, toClient);
            }
            drain(toProxy, proxy);
            drain(toClient, client);
            clientKey.interestOps(interest(toProxy, toClient));
            proxyKey.interestOps(interest(toClient, toProxy));
        }

        private int interest(ByteBuffer readInto, ByteBuffer written) {
            return (readInto.hasRemaining() ? SelectionKey.OP_READ : 0)
                    | (written.position() > 0 ? SelectionKey.OP_WRITE : 0);
        }

        private void fill(SocketChannel from, ByteBuffer buffer) throws IOException {
            if (!buffer.hasRemaining()) {
                if (stage != Stage.OPEN) {
                    throw new IOException("too long");
                }
            } else if (from.read(buffer) < 0) {
                drain(toProxy, proxy);
                drain(toClient, client);
                throw new IOException("closed");
            }
        }

        private void drain(ByteBuffer buffer, SocketChannel to) throws IOException {
            if (stage == Stage.OPEN) {
                buffer.flip();
                to.write(buffer);
                buffer.compact();
            }
        }

        void close() throws IOException {
            client.close();
            proxy.close();
        }
    }
}
