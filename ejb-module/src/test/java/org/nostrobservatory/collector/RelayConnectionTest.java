package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.sample.SampleRelay;

/** A connection to a real relay on this machine. */
@Timeout(60)
class RelayConnectionTest {

    private static final WebSockets WEB_SOCKETS = new WebSockets(true, Optional.empty());

    private final FrameBuffer buffer = new FrameBuffer(1 << 20);
    private final TestClock clock = new TestClock();
    private RelayConnection connection;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        connection.stop();
    }

    @Test
    void storedEventsThenLiveOnesReachTheBuffer() throws Exception {
        Event stored = note(ALICE, "stored");
        Event live = note(ALICE, "live");
        try (SampleRelay relay = SampleRelay.named("test").start()) {
            relay.publish(stored);
            connect(relay.url());
            assertThat(texts(1))
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains(stored.id().hex()));
            awaitState(RelayConnection.State.LIVE);

            relay.publish(live);
            assertThat(texts(1))
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains(live.id().hex()));
            assertThat(connection.status().lastFrameAt()).isNotNull();
        }
    }

    @Test
    void aRelayThatSendsAFewAtOnceIsAskedUntilAllHaveCome() throws Exception {
        Set<String> ids = new HashSet<>();
        try (SampleRelay relay = SampleRelay.named("test").maxLimit(7).start()) {
            for (int i = 0; i < 100; i++) {
                Event event = ALICE.sign(1_700_000_000 - i / 3, 1, List.of(), "number " + i);
                relay.publish(event);
                ids.add(event.id().hex());
            }
            connect(relay.url());
            awaitState(RelayConnection.State.LIVE);

            List<ReceivedFrame> frames = new ArrayList<>();
            while (frames.isEmpty() || frames.get(frames.size() - 1).kind() == ReceivedFrame.Kind.MESSAGE) {
                frames.addAll(buffer.take(1, Duration.ofSeconds(20).toNanos()));
            }
            for (ReceivedFrame frame : frames) {
                ids.removeIf(frame.text()::contains);
            }
            assertThat(ids).isEmpty();
        }
    }

    @Test
    void whatIsNoEventIsHandedOnAsItCame() throws Exception {
        Path file =
                Files.write(folder.resolve("lines"), List.of("garbage", EventJson.write(note(ALICE, "good")), "{}"));
        try (SampleRelay relay = SampleRelay.named("test").replay(file).start()) {
            connect(relay.url());

            assertThat(texts(3)).hasSize(3).first().asString().contains("garbage");
            awaitState(RelayConnection.State.LIVE);
        }
    }

    @Test
    void aFrameOfTenMegabytesIsCutAndTheConnectionStays() throws Exception {
        Path file = Files.write(
                folder.resolve("lines"), List.of("x".repeat(10 << 20), EventJson.write(note(ALICE, "after it"))));
        try (SampleRelay relay = SampleRelay.named("test").replay(file).start()) {
            connect(relay.url());

            List<ReceivedFrame> frames = frames(2);
            assertThat(frames.get(0).length()).isGreaterThan(10 << 20);
            assertThat(frames.get(0).text()).hasSizeLessThan(1 << 20);
            assertThat(frames.get(1).text()).contains("after it");
            awaitState(RelayConnection.State.LIVE);
        }
    }

    @Test
    void aMessageOfEndlessFragmentsEndsTheConnection() throws Exception {
        try (EndlessMessage relay = new EndlessMessage()) {
            connect(relay.url());

            awaitState(RelayConnection.State.WAITING);
            assertThat(relay.sent().get(20, TimeUnit.SECONDS)).isLessThan(2 * WebSockets.MAX_FRAME_BYTES);
        }
    }

    @Test
    void whenTheRelayGoesTheConnectionWaitsAndComesBack() throws Exception {
        SampleRelay relay = SampleRelay.named("test").start();
        connect(relay.url());
        awaitState(RelayConnection.State.LIVE);

        relay.close();
        awaitState(RelayConnection.State.WAITING);
        assertThat(connection.status().failures()).isEqualTo(1);
        assertThat(connection.status().lastError()).isNotBlank();

        try (SampleRelay again = SampleRelay.named("test").port(relay.port()).start()) {
            clock.advance(Duration.ofSeconds(2));
            assertThat(connection.claimAttempt()).isTrue();
            connection.connect(WEB_SOCKETS);
            awaitState(RelayConnection.State.LIVE);
            assertThat(again.clientCount()).isEqualTo(1);
            assertThat(connection.status().lastError()).isNull();

            connection.tick();
            assertThat(connection.status().failures()).as("not healthy yet").isEqualTo(1);
            clock.advance(Duration.ofSeconds(60));
            connection.tick();
            assertThat(connection.status().failures()).isZero();
        }
    }

    @Test
    void whereNobodyListensTheReasonIsRecordedAndTheNextAttemptIsLater() throws Exception {
        connect("ws://127.0.0.1:" + freePort());

        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).isEqualTo("connection refused");
        assertThat(connection.claimAttempt()).isFalse();
    }

    @Test
    void aServerThatIsNoRelayIsAFailureToo() throws Exception {
        try (HttpOnly server = new HttpOnly()) {
            connect("ws://127.0.0.1:" + server.port());
        }

        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).contains("404");
    }

    private void connect(String url) {
        connection = new RelayConnection(
                new Leases.Lease(new Relays.Target(1, new RelayUrl(url)), 1),
                Optional.empty(),
                new RelayConnection.Terms(buffer, new KnownEvents(), Optional.empty(), 1 << 20, ALICE, clock));
        assertThat(connection.claimAttempt()).isTrue();
        connection.connect(WEB_SOCKETS);
    }

    private void awaitState(RelayConnection.State state) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> connection.status().state() == state);
    }

    private List<String> texts(int count) throws InterruptedException {
        return frames(count).stream().map(ReceivedFrame::text).toList();
    }

    private List<ReceivedFrame> frames(int count) throws InterruptedException {
        List<ReceivedFrame> messages = new ArrayList<>();
        while (messages.size() < count) {
            buffer.take(1, Duration.ofSeconds(20).toNanos()).stream()
                    .filter(frame -> frame.kind() == ReceivedFrame.Kind.MESSAGE)
                    .forEach(messages::add);
        }
        return messages;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Answers everything with 404. */
    private static final class HttpOnly implements AutoCloseable {

        private final com.sun.net.httpserver.HttpServer server;

        HttpOnly() throws IOException {
            server = com.sun.net.httpserver.HttpServer.create(
                    new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
