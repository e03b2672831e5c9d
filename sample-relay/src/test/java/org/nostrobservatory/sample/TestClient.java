package org.nostrobservatory.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.RelayMessage;

/** A Nostr client of the JDK's own WebSocket. */
final class TestClient implements AutoCloseable {

    private static final String LOST = "connection lost: ";
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    TestClient(SampleRelay relay) {
        this(relay, Long.MAX_VALUE);
    }

    /** @param demand so many frames are read, no more until {@link #demand} */
    TestClient(SampleRelay relay, long demand) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(relay.url()), new Listener(demand))
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        private final long demand;
        private final StringBuilder partial = new StringBuilder();

        Listener(long demand) {
            this.demand = demand;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (demand > 0) {
                opened.request(demand);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(partial.toString());
                partial.setLength(0);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            lost(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            lost(cause.toString());
        }
    }

    /** Ends the waiting of whoever waits for a frame. */
    private void lost(String why) {
        frames.add(LOST + why);
    }

    void demand(long more) {
        socket.request(more);
    }

    TestClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    TestClient subscribe(String id, Filter... filters) {
        return send(new ClientMessage.Request(id, List.of(filters)).toJson());
    }

    TestClient publish(Event event) {
        return send(new ClientMessage.Publish(event).toJson());
    }

    /** The next frame as text. */
    String frame() {
        try {
            String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame within " + PATIENCE_SECONDS + " s");
            }
            if (frame.startsWith(LOST)) {
                throw new AssertionError(frame);
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    RelayMessage message() {
        try {
            return RelayMessage.parse(frame(), 10_000);
        } catch (InvalidEventException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message, which must be an event of this subscription. */
    Event event(String subscription) {
        RelayMessage.EventFrame frame = (RelayMessage.EventFrame) message();
        if (!frame.subscription().equals(subscription)) {
            throw new AssertionError("an event of subscription " + frame.subscription());
        }
        return frame.event();
    }

    /** The stored events up to the end-of-stored message. */
    List<Event> stored(String subscription) {
        List<Event> events = new ArrayList<>();
        while (true) {
            RelayMessage message = message();
            if (message instanceof RelayMessage.EndOfStored end
                    && end.subscription().equals(subscription)) {
                return events;
            }
            events.add(((RelayMessage.EventFrame) message).event());
        }
    }

    /** The frames before the end-of-stored message, as text. */
    List<String> storedFrames() {
        List<String> before = new ArrayList<>();
        for (String frame = frame(); !frame.startsWith("[\"EOSE\""); frame = frame()) {
            before.add(frame);
        }
        return before;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
