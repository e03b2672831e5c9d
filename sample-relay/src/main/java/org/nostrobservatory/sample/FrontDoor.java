package org.nostrobservatory.sample;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Lets WebSocket requests pass and answers the others: the information document (NIP-11) or a line of text. */
final class FrontDoor extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String NOSTR_JSON = "application/nostr+json";

    private final String relayName;
    private final int maxLimit;

    FrontDoor(String relayName, int maxLimit) {
        this.relayName = relayName;
        this.maxLimit = maxLimit;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            ctx.fireChannelRead(request.retain());
        } else if (!request.method().equals(HttpMethod.GET)) {
            answer(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", "GET only\n");
        } else if (request.headers().get(HttpHeaderNames.ACCEPT, "").contains(NOSTR_JSON)) {
            answer(ctx, HttpResponseStatus.OK, NOSTR_JSON, informationDocument());
        } else {
            String text = relayName + " is a Nostr relay: connect with a Nostr client.\n";
            answer(ctx, HttpResponseStatus.OK, "text/plain; charset=utf-8", text);
        }
    }

    private String informationDocument() {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("name", relayName);
            json.writeStringField("description", "Sample events, made or replayed; nothing here is kept.");
            json.writeStringField("software", "nostr-observatory/sample-relay");
            json.writeFieldName("supported_nips");
            json.writeArray(new int[] {1, 11, 67}, 0, 3);
            json.writeObjectFieldStart("limitation");
            json.writeNumberField("max_message_length", SampleRelay.MAX_MESSAGE_BYTES);
            json.writeNumberField("max_subscriptions", ClientConnection.MAX_SUBSCRIPTIONS);
            json.writeNumberField("max_subid_length", 64);
            if (maxLimit < Integer.MAX_VALUE) {
                json.writeNumberField("max_limit", maxLimit);
            }
            json.writeBooleanField("auth_required", false);
            json.writeBooleanField("payment_required", false);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String type, String body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "*")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
