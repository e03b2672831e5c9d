package org.nostrobservatory.sample;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;

/**
 * A small relay (NIP-01, NIP-11, NIP-67) on the loopback address. It serves replayed files first, then the events it holds in
 * memory, then what arrives.
 */
public final class SampleRelay implements AutoCloseable {

    static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    private static final int MAX_HTTP_BYTES = 64 * 1024;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final String name;
    private final double share;
    private final int maxLimit;
    private final EventStore store;
    private final ReplayFiles replay;
    private final LivingNetwork network;
    private final boolean ownsNetwork;
    private final Consumer<Event> fromNetwork = this::carry;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final EventLoopGroup eventLoops;
    private final Channel server;

    private SampleRelay(Builder builder) throws IOException {
        name = builder.name;
        share = builder.share;
        maxLimit = builder.maxLimit;
        store = new EventStore(builder.capacity);
        replay = new ReplayFiles(builder.files);
        eventLoops = new NioEventLoopGroup(2, new DefaultThreadFactory("sample-relay", true));
        ownsNetwork = builder.network == null && builder.ownNetwork != null;
        network = ownsNetwork ? new LivingNetwork(builder.ownNetwork) : builder.network;
        if (network != null) {
            network.attach(fromNetwork);
        }
        server = listen(builder.port);
        if (ownsNetwork) {
            network.start();
        }
    }

    /** A relay of this name, which NIP-11 tells and which decides what its {@link Builder#share} is. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    private Channel listen(int port) throws IOException {
        WebSocketServerProtocolConfig webSocket = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                .build();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_HTTP_BYTES))
                                .addLast(new FrontDoor(name, maxLimit))
                                .addLast(new WebSocketServerProtocolHandler(webSocket))
                                .addLast(new WebSocketFrameAggregator(MAX_MESSAGE_BYTES))
                                .addLast(new ClientConnection(SampleRelay.this));
                    }
                });
        var bound = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            BindException failure = new BindException("port " + port + " of 127.0.0.1 cannot be used");
            failure.initCause(bound.cause());
            throw failure;
        }
        return bound.channel();
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** {@code ws://127.0.0.1:PORT/}. */
    public String url() {
        return "ws://127.0.0.1:" + port() + "/";
    }

    /** How many lines, blank ones not counted, the files to be replayed have. */
    public long lineCount() {
        return replay.lineCount();
    }

    /** How many of them the subscription that is furthest has got past, filtered out or sent. */
    public long linesServed() {
        return replay.linesServed();
    }

    /** How many events it holds, replayed files not counted. */
    public int eventCount() {
        return store.size();
    }

    /** How many clients are connected. */
    public int clientCount() {
        return connections.size();
    }

    /**
     * Stores an event, unless it is ephemeral, and sends it to whoever subscribes to it. The event is not verified;
     * events that clients publish are.
     *
     * @return false for an event that is stored already
     */
    public boolean publish(Event event) {
        boolean added = store.add(event);
        if (added) {
            connections.forEach(ClientConnection::requestTurn);
        }
        return added;
    }

    private void carry(Event event) {
        long point = ByteBuffer.wrap(Sha256.of(name + event.id()).toArray()).getLong() >>> 1;
        if (point < share * Long.MAX_VALUE) {
            publish(event);
        }
    }

    Subscription subscribe(String id, List<Filter> filters) {
        return new Subscription(id, new Interest(filters, maxLimit), store, replay);
    }

    void opened(ClientConnection connection) {
        connections.add(connection);
    }

    void closed(ClientConnection connection) {
        connections.remove(connection);
    }

    /** Ends all connections and frees the port, and ends a network that it does not share. */
    @Override
    public void close() {
        if (network != null) {
            network.detach(fromNetwork);
            if (ownsNetwork) {
                network.close();
            }
        }
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** What a relay shall be like. */
    public static final class Builder {
        private final String name;
        private int port;
        private double share = 1;
        private int capacity = 50_000;
        private int maxLimit = Integer.MAX_VALUE;
        private final List<Path> files = new ArrayList<>();
        private LivingNetwork network;
        private SampleNetwork ownNetwork;

        private Builder(String name) {
            this.name = name;
        }

        /** The port to listen on; 0, the default, for any that is free. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Files whose lines are served as they are, in this order, whether they are valid events or not. */
        public Builder replay(Path... jsonLines) {
            files.addAll(List.of(jsonLines));
            return this;
        }

        /** The network this relay has to itself: it lives as long as the relay. */
        public Builder network(SampleNetwork own) {
            ownNetwork = own;
            return this;
        }

        /** A network that several relays carry; whoever made it starts and closes it. */
        public Builder network(LivingNetwork shared) {
            network = shared;
            return this;
        }

        /**
         * The share of the network's events that this relay carries, 0 to 1, by default all. Relays of different names
         * carry different ones, which overlap.
         */
        public Builder share(double fraction) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("a share is between 0 and 1, not " + fraction);
            }
            share = fraction;
            return this;
        }

        /**
         * How many events it holds, by default 50,000; beyond that the oldest are dropped. A subscriber may lag behind
         * what arrives by as many.
         */
        public Builder capacity(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("a relay has room for one event at least, not for " + events);
            }
            capacity = events;
            return this;
        }

        /** How many stored events a filter gets at most, by default all. */
        public Builder maxLimit(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("a relay sends one event at least, not " + events);
            }
            maxLimit = events;
            return this;
        }

        /**
         * Starts the relay.
         *
         * @throws IOException if a file cannot be read or the port is taken
         */
        public SampleRelay start() throws IOException {
            return new SampleRelay(this);
        }
    }
}
