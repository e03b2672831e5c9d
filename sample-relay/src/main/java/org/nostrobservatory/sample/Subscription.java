package org.nostrobservatory.sample;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.nostrobservatory.protocol.RelayMessage;

/**
 * One subscription of one client: first what is stored, then the end-of-stored message, then what arrives. It holds
 * a place in the store and no events, so that a slow client costs no memory. Used by the client's event loop only.
 */
final class Subscription {

    private static final byte[] END = {']'};

    private final String id;
    private final Interest interest;
    private final EventStore store;
    private final Queue<Cursor> stored;
    private final byte[] head;
    private boolean endOfStoredSent;
    private long nextArrival;

    Subscription(String id, Interest interest, EventStore store, ReplayFiles replay) {
        this.id = id;
        this.interest = interest;
        this.store = store;
        this.nextArrival = store.arrivals();
        this.stored = new ArrayDeque<>(List.of(replay.cursor(interest), store.cursor(interest, nextArrival)));
        this.head = ("[\"EVENT\"," + JsonText.quote(id) + ",").getBytes(StandardCharsets.UTF_8);
    }

    String id() {
        return id;
    }

    /** Whether there is nothing to do until another event arrives. */
    boolean isIdle() {
        return endOfStoredSent && nextArrival == store.arrivals();
    }

    /**
     * Takes one step, which is cheap.
     *
     * @return the frame to send; empty if this step has none
     * @throws IOException if the subscription cannot go on, because a file cannot be read or because the client has
     *     fallen behind so far that events are gone
     */
    ByteBuf step() throws IOException {
        if (endOfStoredSent) {
            return stepLive();
        }
        Cursor cursor = stored.peek();
        if (cursor == null) {
            endOfStoredSent = true;
            String end = new RelayMessage.EndOfStored(id, interest.isWithinLimits()).toJson();
            return Unpooled.wrappedBuffer(end.getBytes(StandardCharsets.UTF_8));
        }
        byte[] json = cursor.step();
        if (json == null) {
            stored.remove().close();
            return Unpooled.EMPTY_BUFFER;
        }
        return frame(json);
    }

    private ByteBuf stepLive() throws IOException {
        EventStore.Stored arrival = store.arrival(nextArrival);
        if (arrival == null) {
            throw new IOException("this client is too slow: events have been missed");
        }
        nextArrival++;
        return interest.takesLive(arrival.event()) ? frame(arrival.json()) : Unpooled.EMPTY_BUFFER;
    }

    private ByteBuf frame(byte[] json) {
        return json == Cursor.NOTHING ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(head, json, END);
    }

    /** Gives back open files. */
    void close() throws IOException {
        for (Cursor cursor : stored) {
            cursor.close();
        }
    }
}
