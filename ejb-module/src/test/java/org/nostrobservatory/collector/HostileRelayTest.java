package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.sample.SampleRelay;

/**
 * Relays that attack the connection itself, byte by byte. What they say within the protocol is in
 * {@link ConversationTest}, certificates are in {@link TlsTest}; the whole server under attack is in integration-tests.
 */
@Timeout(120)
class HostileRelayTest {

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(2);
    private static final String EVENT = "[\"EVENT\",\"observatory\"," + EventJson.write(note(ALICE, "an event")) + "]";
    private static final long MIB = 1 << 20;

    /** A million takes 25 to 40 seconds on two cores: too long for every build. */
    private static final int COPIES = Integer.getInteger("hostile.copies", 100_000);

    /** Common to all, as in the product: who attacks one connection could hurt the others. */
    private static final KnownEvents KNOWN = new KnownEvents();

    private static final WebSockets WEB_SOCKETS = new WebSockets(
            true, Optional.empty(), InetAddress::getAllByName, Dialler.publicAuthorities(), HANDSHAKE_TIMEOUT);

    private final FrameBuffer buffer = new FrameBuffer(8 * MIB);
    private final TestClock clock = new TestClock();
    private final List<RelayConnection> connections = new ArrayList<>();
    private final List<AutoCloseable> relays = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        connections.forEach(RelayConnection::stop);
        for (AutoCloseable relay : relays) {
            relay.close();
        }
    }

    @Test
    void aFrameOfAHundredMegabytesEndsTheConnectionBeforeItIsRead() throws Exception {
        RawServer relay = open(RawServer.relay(client -> {
            client.send(RawServer.head(RawServer.FIN | RawServer.TEXT, 100 * MIB));
            byte[] part = "x".repeat((int) MIB).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                client.send(part);
            }
            client.awaitEnd();
        }));
        RelayConnection connection = connect(relay.url());

        awaitState(connection, RelayConnection.State.WAITING);
        assertFailure(connection, 1, "Buffer overflow");
        assertThat(relay.sent()).isLessThan(2 * WebSockets.MAX_FRAME_BYTES);
    }

    @Test
    void compressionIsNotOffered() throws Exception {
        List<String> heads = new ArrayList<>();
        RawServer relay = open(new RawServer(client -> heads.add(client.requestHead)));
        connect(relay.url());

        assertThat(heads)
                .hasSize(2)
                .noneMatch(head -> head.toLowerCase().contains("sec-websocket-extensions"))
                .noneMatch(head -> head.toLowerCase().contains("accept-encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Extensions: permessage-deflate\r\n"})
    void aCompressedBombIsNotUnpacked(String headers) throws Exception {
        byte[] bomb = deflated(50 * MIB);
        RawServer relay = open(RawServer.relay(headers, client -> {
            client.send(RawServer.frame(RawServer.FIN | RawServer.COMPRESSED | RawServer.TEXT, bomb));
            client.awaitEnd();
        }));
        RelayConnection connection = connect(relay.url());

        awaitState(connection, RelayConnection.State.WAITING);
        assertFailure(connection, 1, "");
        assertThat(connection.status().lastFrameAt()).as("no frame was read").isNull();
    }

    private static byte[] deflated(long length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            for (long i = 0; i < length / MIB; i++) {
                out.write(new byte[(int) MIB]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aHandshakeByteByByteIsGivenUpInTime() throws Exception {
        RawServer relay = open(new RawServer(client -> drip(client, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000))));
        long begin = System.nanoTime();
        RelayConnection connection = connect(relay.url());

        assertFailure(connection, 1, "no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("5 s for the information document, 2 s for the handshake")
                .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(15));
    }

    @Test
    void aFrameByteByByteIsNoSignOfLifeAndHoldsNoThread() throws Exception {
        List<RelayConnection> slow = new ArrayList<>();
        AtomicInteger gone = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            RawServer relay = open(RawServer.relay(client -> {
                client.send(RawServer.head(RawServer.FIN | RawServer.TEXT, EVENT.length()));
                try {
                    drip(client, EVENT.substring(1));
                } catch (IOException e) {
                    gone.incrementAndGet();
                }
            }));
            slow.add(connect(relay.url()));
        }
        assertAGoodRelayIsHeard(100);

        clock.advance(Duration.ofSeconds(90));
        for (RelayConnection connection : slow) {
            connection.tick();
            assertFailure(connection, 1, "nothing came for 90 seconds");
        }
        await().until(() -> gone.get() == slow.size());
    }

    /** Slower than any relay, faster than one byte a second: the time-outs are of the whole, not of a byte. */
    private static void drip(RawServer.Client client, String text) throws IOException, InterruptedException {
        for (char c : text.toCharArray()) {
            client.send(String.valueOf(c));
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    void copiesWithoutEndComeAtThePaceAtWhichTheyAreTakenAndAGoodRelayIsHeardMeanwhile() throws Exception {
        RawServer relay = open(RawServer.relay(client -> {
            byte[] thousand = repeated(EVENT, 1_000);
            for (int i = 0; i < COPIES / 1_000; i++) {
                client.send(thousand);
            }
            client.awaitEnd();
        }));
        RelayConnection connection = connect(relay.url());
        await().until(buffer::isFull);
        await().during(Duration.ofMillis(500)).until(unchanged(relay::sent));
        assertThat(relay.sent()).as("the sender is held up").isLessThan(30 * MIB);

        String good = goodRelay(100);
        connect(good, 2);
        int flood = 0;
        int heard = 0;
        long mostHeap = 0;
        while (flood < COPIES || heard < 100) {
            for (ReceivedFrame frame : buffer.take(1_000, Duration.ofSeconds(20).toNanos())) {
                if (frame.kind() == ReceivedFrame.Kind.MESSAGE) {
                    flood += frame.relayId() == 1 ? 1 : 0;
                    heard += frame.relayId() == 2 ? 1 : 0;
                    if (heard == 100 && frame.relayId() == 2) {
                        assertThat(flood).as("not only after the flood").isLessThan(COPIES / 2);
                    }
                    if (flood % (COPIES / 5) == 1) {
                        mostHeap = Math.max(mostHeap, heapInUse());
                    }
                }
            }
        }
        assertThat(flood).isEqualTo(COPIES);
        assertThat(mostHeap).isLessThan(200 * MIB);
        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.SYNCING);
    }

    private static byte[] repeated(String text, int times) {
        byte[] one = RawServer.frame(RawServer.FIN | RawServer.TEXT, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[one.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return all;
    }

    @Test
    void whoSendsPingsAndDoesNotReadTheAnswersIsLeft() throws Exception {
        byte[] ping = RawServer.frame(RawServer.FIN | RawServer.PING, new byte[125]);
        byte[] pings = new byte[ping.length * 1_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
        }
        RawServer relay = open(RawServer.relay(client -> {
            for (int i = 0; i < 1_000; i++) {
                client.send(pings);
            }
            client.awaitEnd();
        }));
        long before = heapInUse();
        RelayConnection connection = connect(relay.url());
        awaitState(connection, RelayConnection.State.WAITING);

        assertFailure(connection, 1, "closed with 1006");
        assertThat(heapInUse() - before).isLessThan(20 * MIB);
    }

    @Test
    void challengesWithoutEndAreNoProgressAndNoneIsAnsweredUnasked() throws Exception {
        AtomicInteger challenges = new AtomicInteger();
        RawServer relay = open(RawServer.relay(client -> {
            while (true) {
                client.say("[\"AUTH\",\"challenge " + challenges.incrementAndGet() + "\"]");
            }
        }));
        RelayConnection connection = connect(relay.url());
        await().until(() -> challenges.get() > 100_000);
        assertAGoodRelayIsHeard(100);

        clock.advance(Duration.ofSeconds(60));
        connection.tick();

        assertFailure(connection, 1, "no EOSE");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        RawServer target = open(new RawServer(client -> {}));
        String location = target.url().replace("ws:", "http:");
        RawServer relay = open(new RawServer(client -> client.send(
                "HTTP/1.1 " + status + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n")));
        RelayConnection connection = connect(relay.url());

        assertFailure(connection, 1, "answered with HTTP status " + status);
        assertPause(connection, Duration.ofMinutes(15));
        assertThat(relay.clients()).as("information and handshake").isEqualTo(2);
        assertThat(target.clients()).isZero();
    }

    @Test
    void whoDropsTheSocketAfterEachEventIsAskedLessAndLessOftenAndForTheSameAgain() throws Exception {
        RawServer relay = open(RawServer.relay(client -> client.say(EVENT)));
        RelayConnection connection = connect(relay.url());
        for (int round = 1; round <= 5; round++) {
            awaitState(connection, RelayConnection.State.WAITING);
            assertFailure(connection, round, "");
            List<ReceivedFrame> frames = buffer.take(1, Duration.ofSeconds(20).toNanos());
            assertThat(frames).singleElement().satisfies(frame -> {
                assertThat(frame.text()).isEqualTo(EVENT);
                assertThat(frame.asked().since()).as("no cursor without EOSE").isZero();
            });
            assertPause(connection, Duration.ofMillis(500L << (round - 1)));
            connection.connect(WEB_SOCKETS);
        }
    }

    @Test
    void aWebPageIsNoRelay() throws Exception {
        RawServer relay = open(new RawServer(client -> {
            client.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><title>Welcome</title>");
        }));
        RelayConnection connection = connect(relay.url());

        assertFailure(connection, 1, "answered with HTTP status 200");
        assertPause(connection, Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html>", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nX: "})
    void anAnswerWithoutEndIsNotReadToItsEnd(String beginning) throws Exception {
        RawServer relay = open(new RawServer(client -> {
            client.send(beginning);
            byte[] part = "x".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                client.send(part);
            }
        }));
        RelayConnection connection = connect(relay.url());

        awaitState(connection, RelayConnection.State.WAITING);
        assertFailure(connection, 1, "");
        await().during(Duration.ofMillis(500)).until(unchanged(relay::sent));
        assertThat(relay.sent()).isLessThan(2 * WebSockets.MAX_FRAME_BYTES);
    }

    private void assertAGoodRelayIsHeard(int events) throws Exception {
        connect(goodRelay(events), 2);
        int heard = 0;
        while (heard < events) {
            for (ReceivedFrame frame : buffer.take(1, Duration.ofSeconds(20).toNanos())) {
                heard += frame.relayId() == 2 && frame.kind() == ReceivedFrame.Kind.MESSAGE ? 1 : 0;
            }
        }
    }

    private String goodRelay(int events) throws Exception {
        SampleRelay good = open(SampleRelay.named("good").start());
        for (int i = 0; i < events; i++) {
            good.publish(note(ALICE, "good " + i));
        }
        return good.url();
    }

    private <T extends AutoCloseable> T open(T relay) {
        relays.add(relay);
        return relay;
    }

    private RelayConnection connect(String url) {
        return connect(url, 1);
    }

    private RelayConnection connect(String url, int relayId) {
        RelayConnection connection = new RelayConnection(
                new Leases.Lease(new Relays.Target(relayId, new RelayUrl(url)), 1),
                Optional.empty(),
                new RelayConnection.Terms(buffer, KNOWN, Optional.empty(), 1 << 20, ALICE, clock));
        connections.add(connection);
        assertThat(connection.claimAttempt()).isTrue();
        connection.connect(WEB_SOCKETS);
        return connection;
    }

    private static void awaitState(RelayConnection connection, RelayConnection.State state) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> connection.status().state() == state);
    }

    private static void assertFailure(RelayConnection connection, int failures, String reason) {
        RelayConnection.Status status = connection.status();
        assertThat(status.state()).isEqualTo(RelayConnection.State.WAITING);
        assertThat(status.failures()).isEqualTo(failures);
        assertThat(status.lastError()).isNotBlank().contains(reason);
    }

    private void assertPause(RelayConnection connection, Duration atLeast) {
        Instant begin = clock.instant();
        clock.advance(atLeast.minusMillis(1));
        assertThat(connection.claimAttempt()).isFalse();
        clock.advance(Duration.between(begin, clock.instant()).plusSeconds(1));
        assertThat(connection.claimAttempt()).isTrue();
    }

    /** Whether it has not changed since it was asked last. */
    private static Callable<Boolean> unchanged(LongSupplier number) {
        long[] last = {-1};
        return () -> last[0] == (last[0] = number.getAsLong());
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
