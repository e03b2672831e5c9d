package org.nostrobservatory.sample;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RelayMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: reads its messages and serves its subscriptions as fast as it takes the frames. */
final class ClientConnection extends SimpleChannelInboundHandler<WebSocketFrame> {

    static final int MAX_SUBSCRIPTIONS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int MAX_TAGS = 10_000;
    /** After so many steps other clients of the same event loop have their turn. */
    private static final int STEPS_PER_TURN = 1024;
    /** So many steps of one subscription, then the next one's. */
    private static final int STEPS_IN_A_ROW = 64;

    private final SampleRelay relay;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final AtomicBoolean turnRequested = new AtomicBoolean();
    private volatile ChannelHandlerContext context;

    ClientConnection(SampleRelay relay) {
        this.relay = relay;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
            context = ctx;
            relay.opened(this);
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        relay.closed(this);
        for (Subscription subscription : subscriptions.values()) {
            subscription.close();
        }
        subscriptions.clear();
        super.channelInactive(ctx);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws IOException {
        if (!(frame instanceof TextWebSocketFrame text)) {
            reply(new RelayMessage.Notice("invalid: messages are text"));
            return;
        }
        try {
            ClientMessage message = ClientMessage.parse(text.text(), MAX_TAGS);
            if (message instanceof ClientMessage.Request request) {
                open(request);
            } else if (message instanceof ClientMessage.Close close) {
                end(close.subscription());
            } else if (message instanceof ClientMessage.Publish publish) {
                reply(publish(publish.event()));
            } else if (message instanceof ClientMessage.Authenticate authenticate) {
                reply(new RelayMessage.Ok(
                        authenticate.event().id(), false, "invalid: this relay has sent no challenge"));
            }
        } catch (InvalidEventException e) {
            Optional<Bytes> claimed = e.claimedId();
            String reason = "invalid: " + e.reason().code() + ": " + e.getMessage();
            reply(
                    claimed.isPresent()
                            ? new RelayMessage.Ok(claimed.get(), false, reason)
                            : new RelayMessage.Notice(reason));
        }
    }

    private void open(ClientMessage.Request request) throws IOException {
        String id = request.subscription();
        end(id);
        if (subscriptions.size() == MAX_SUBSCRIPTIONS) {
            reply(new RelayMessage.Closed(id, "error: a client may have " + MAX_SUBSCRIPTIONS + " subscriptions"));
            return;
        }
        subscriptions.put(id, relay.subscribe(id, request.filters()));
        requestTurn();
    }

    private void end(String id) throws IOException {
        Subscription ended = subscriptions.remove(id);
        if (ended != null) {
            ended.close();
        }
    }

    private RelayMessage publish(Event event) {
        try {
            EventVerifier.verify(event);
            return new RelayMessage.Ok(
                    event.id(), true, relay.publish(event) ? "" : "duplicate: this relay has the event");
        } catch (InvalidEventException e) {
            return new RelayMessage.Ok(
                    event.id(), false, "invalid: " + e.reason().code() + ": " + e.getMessage());
        }
    }

    private void reply(RelayMessage message) {
        context.writeAndFlush(new TextWebSocketFrame(message.toJson()));
        if (!context.channel().isWritable()) {
            // A client that does not read its answers is not listened to.
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            ctx.channel().config().setAutoRead(true);
            requestTurn();
        }
    }

    /** Asks for a turn on the event loop to send what there is. May be called by any thread. */
    void requestTurn() {
        if (context != null && turnRequested.compareAndSet(false, true)) {
            context.executor().execute(this::takeTurn);
        }
    }

    private void takeTurn() {
        turnRequested.set(false);
        int steps = 0;
        boolean busy = true;
        while (busy && steps < STEPS_PER_TURN && context.channel().isWritable()) {
            busy = false;
            for (Subscription subscription : List.copyOf(subscriptions.values())) {
                for (int i = 0; i < STEPS_IN_A_ROW && !subscription.isIdle(); i++, steps++) {
                    if (!context.channel().isWritable() || !send(subscription)) {
                        break;
                    }
                    busy = true;
                }
            }
        }
        context.flush();
        if (busy && context.channel().isWritable()) {
            requestTurn();
        }
    }

    /** Sends the subscription's next frame; false if the subscription has broken down. */
    private boolean send(Subscription subscription) {
        try {
            ByteBuf frame = subscription.step();
            if (frame.isReadable()) {
                context.write(new TextWebSocketFrame(frame));
            }
            return true;
        } catch (IOException e) {
            LOG.warn("a subscription of {} ends: {}", context.channel().remoteAddress(), e.toString());
            breakDown(subscription, e);
            return false;
        }
    }

    private void breakDown(Subscription subscription, IOException cause) {
        reply(new RelayMessage.Closed(subscription.id(), "error: " + cause.getMessage()));
        try {
            end(subscription.id());
        } catch (IOException e) {
            LOG.warn("a replayed file cannot be closed", e);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("the connection of {} fails", ctx.channel().remoteAddress(), cause);
        } else {
            LOG.error("the relay fails at a message of {}", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }
}
