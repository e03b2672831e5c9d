package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.ReceivedFrame;
import org.nostrobservatory.protocol.ClientMessage;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.RelayInformation;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;

/** What is said between us and a relay, well-behaved or not. */
@Timeout(60)
class ConversationTest {

    private static final WebSockets WEB_SOCKETS = new WebSockets(true, Optional.empty());
    private static final String EOSE = "[\"EOSE\",\"observatory\",[\"finish\"]]";
    private static final String EVENT = "[\"EVENT\",\"observatory\"," + EventJson.write(note(ALICE, "an event")) + "]";

    private final TestClock clock = new TestClock();
    private final KnownEvents known = new KnownEvents();
    private final FrameBuffer buffer = new FrameBuffer(1 << 20);
    private RelayConnection connection;
    private Optional<Duration> lookback = Optional.empty();
    private ScriptedRelay relay;

    @AfterEach
    void stop() throws Exception {
        if (connection != null) {
            connection.stop();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @Test
    void theMarkerFollowsTheStoredEventsAndSaysWhenTheSubscriptionWasSent() throws Exception {
        Instant asked = clock.instant();
        connect(Optional.empty());
        assertThat(since()).isEmpty();

        clock.advance(Duration.ofSeconds(5));
        relay.say(EVENT);
        relay.say("[\"EOSE\",\"of another\"]");
        relay.say(EVENT);
        relay.say(EOSE);

        assertThat(frames(3))
                .extracting(ReceivedFrame::kind)
                .containsExactly(ReceivedFrame.Kind.MESSAGE, ReceivedFrame.Kind.MESSAGE, ReceivedFrame.Kind.SYNCED);
        awaitState(RelayConnection.State.LIVE);
        relay.drop();
        awaitState(RelayConnection.State.WAITING);

        reconnect();
        assertThat(since()).hasValue(asked.minus(Subscription.OVERLAP).getEpochSecond());
    }

    @Test
    void anEarlierServersCursorIsWhereToBegin() throws Exception {
        Instant cursor = Instant.parse("2025-12-31T12:00:00Z");
        connect(Optional.of(cursor));

        assertThat(since()).hasValue(cursor.minusSeconds(600).getEpochSecond());
        relay.say(EVENT);
        assertThat(frames(1).get(0).asked().since())
                .isEqualTo(cursor.minusSeconds(600).getEpochSecond());
    }

    @Test
    void theHorizonOfTheFirstConnectionHoldsForThoseAfterIt() throws Exception {
        lookback = Optional.of(Duration.ofHours(1));
        Instant horizon = clock.instant().minus(Duration.ofHours(1));
        connect(Optional.empty());
        assertThat(since()).hasValue(horizon.getEpochSecond());
        assertThat(frames(1)).containsExactly(ReceivedFrame.synced(1, horizon, 1));
        relay.drop();
        awaitState(RelayConnection.State.WAITING);

        reconnect();
        assertThat(since())
                .as("not an hour before now")
                .hasValue(horizon.minus(Subscription.OVERLAP).getEpochSecond());
    }

    @Test
    void aPongMovesTheMarkerToItsPingAndOnlyWhileLive() throws Exception {
        connect(Optional.empty());
        relay.next();
        clock.advance(Duration.ofSeconds(30));
        connection.tick();
        relay.pong(relay.nextPing());
        relay.say(EVENT);
        assertThat(frames(1).get(0).kind()).isEqualTo(ReceivedFrame.Kind.MESSAGE);

        relay.say(EOSE);
        frames(1);
        clock.advance(Duration.ofSeconds(30));
        Instant pinged = clock.instant();
        connection.tick();
        byte[] ping = relay.nextPing();
        clock.advance(Duration.ofSeconds(3));
        relay.say(EVENT);
        relay.pong(new byte[8]);
        relay.pong(ping);

        List<ReceivedFrame> frames = frames(2);
        assertThat(frames.get(0).kind()).isEqualTo(ReceivedFrame.Kind.MESSAGE);
        assertThat(frames.get(1)).isEqualTo(ReceivedFrame.synced(1, pinged, 1));
    }

    @Test
    void aRelayThatSaysNothingMoreIsLeft() throws Exception {
        connect(Optional.empty());
        relay.say(EOSE);
        awaitState(RelayConnection.State.LIVE);
        clock.advance(Duration.ofSeconds(89));
        connection.tick();
        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.LIVE);

        clock.advance(Duration.ofSeconds(1));
        connection.tick();

        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).contains("nothing came");
    }

    @Test
    void storedEventsWithoutEndAreTakenAsLongAsTheyCome() throws Exception {
        connect(Optional.empty());
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(50));
            relay.say(EVENT);
            frames(1);
            connection.tick();
        }
        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.SYNCING);

        clock.advance(Duration.ofSeconds(30));
        relay.say("[\"NOTICE\",\"wait\"]");
        await().until(() -> "wait".equals(connection.status().lastNotice()));
        clock.advance(Duration.ofSeconds(30));
        connection.tick();

        assertThat(connection.status().lastError()).contains("no EOSE");
    }

    @Test
    void pagesAreAskedForUntilNothingOlderComesAndThenTheMarkerFollows() throws Exception {
        Instant asked = clock.instant();
        connect(Optional.empty());
        relay.next();
        relay.say(event("observatory", 300));
        relay.say(event("observatory", 200));
        relay.say("[\"EOSE\",\"observatory\"]");
        assertThat(page()).hasToString("OptionalLong[200]");
        relay.say(event("observatory", 999));
        relay.say(event("observatory-past", 200));
        relay.say(event("observatory-past", 100));
        relay.say("[\"EOSE\",\"observatory-past\"]");
        assertThat(page()).hasToString("OptionalLong[100]");
        relay.say(event("observatory-past", 100));
        relay.say("[\"EOSE\",\"observatory-past\"]");
        assertThat(page()).hasToString("OptionalLong[99]");
        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.SYNCING);
        relay.say("[\"EOSE\",\"observatory-past\"]");
        assertThat(relay.next()).isEqualTo(new ClientMessage.Close("observatory-past"));
        awaitState(RelayConnection.State.LIVE);

        List<ReceivedFrame> frames = frames(7);
        assertThat(frames)
                .extracting(frame -> frame.asked().subscription())
                .containsExactly(
                        "observatory",
                        "observatory",
                        "observatory",
                        "observatory-past",
                        "observatory-past",
                        "observatory-past",
                        "");
        assertThat(frames.get(6)).isEqualTo(ReceivedFrame.synced(1, asked, 1));
    }

    @Test
    void aRelayThatRefusesPagesIsLiveButNotSynchronised() throws Exception {
        connect(Optional.empty());
        relay.next();
        relay.say(event("observatory", 300));
        relay.say("[\"EOSE\",\"observatory\"]");
        relay.next();
        relay.say("[\"CLOSED\",\"observatory-past\",\"rate-limited: slow down\"]");
        relay.say("[\"NOTICE\",\"after it\"]");
        await().until(() -> "after it".equals(connection.status().lastNotice()));
        connection.tick();
        assertThat(relay.isSilent()).isTrue();
        clock.advance(Duration.ofSeconds(30));
        connection.tick();
        assertThat(page()).hasValue(300);
        clock.advance(Duration.ofSeconds(60));
        relay.say("[\"NOTICE\",\"still there\"]");
        await().until(() -> "still there".equals(connection.status().lastNotice()));
        connection.tick();
        relay.nextPing();
        clock.advance(Duration.ofSeconds(30));
        connection.tick();
        assertThat(page()).hasValue(300);
        relay.say("[\"CLOSED\",\"observatory-past\"]");
        awaitState(RelayConnection.State.LIVE);

        relay.pong(relay.nextPing());
        relay.say(event("observatory", 400));
        assertThat(frames(2)).extracting(ReceivedFrame::kind).containsOnly(ReceivedFrame.Kind.MESSAGE);
    }

    @Test
    void theRelaysLimitsAreKept() throws Exception {
        relay = new ScriptedRelay();
        relay.information("200 OK", "{\"limitation\":{\"max_limit\":50,\"max_subscriptions\":1}}");
        begin(Optional.empty());
        awaitState(RelayConnection.State.SYNCING);
        assertThat(filter(relay.next()).limit()).hasValue(50);
        relay.say(event("observatory", 300));
        relay.say("[\"EOSE\",\"observatory\"]");
        awaitState(RelayConnection.State.LIVE);

        assertThat(relay.isSilent()).isTrue();
    }

    @Test
    void aRelayThatTakesNoMessageOfOursIsSpared() throws Exception {
        relay = new ScriptedRelay();
        relay.information("200 OK", "{\"limitation\":{\"max_message_length\":10}}");
        begin(Optional.empty());

        awaitState(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).startsWith("takes no message of ");
        assertPause(Duration.ofHours(1));
    }

    @Test
    void whatALaterConnectionDoesIsNotDisturbedByAnEarlierOne() throws Exception {
        connect(Optional.empty());
        relay.say(EOSE);
        awaitState(RelayConnection.State.LIVE);
        Conversation.Listener listener = connection;
        Conversation stale = new Conversation(
                1,
                1,
                Subscription.begin(clock.instant(), Optional.empty(), Optional.empty()),
                new AuthExchange(ALICE, new RelayUrl(relay.url())),
                RelayInformation.UNKNOWN,
                terms(),
                listener);
        RelayConnection.Status before = connection.status();

        listener.ended(stale, Setback.of("an old story"));
        listener.noticed(stale, "an old notice");
        listener.heard(stale, clock.instant().plusSeconds(5));
        listener.live(stale);

        assertThat(listener.opened(stale)).isFalse();
        assertThat(connection.status()).isEqualTo(before);
    }

    @Test
    void aSocketThatOpensAfterItsTimeIsClosed() throws Exception {
        connect(Optional.empty());
        relay.next();
        RelayConnection late = new RelayConnection(
                new Leases.Lease(new Relays.Target(2, new RelayUrl(relay.url())), 1), Optional.empty(), terms());
        late.claimAttempt();
        late.stop();
        late.connect(WEB_SOCKETS);

        await().until(() -> relay.closings() == 1);
        assertThat(relay.isSilent()).isTrue();
        assertThat(late.status().state()).isEqualTo(RelayConnection.State.STOPPED);
    }

    @Test
    void longWordsAreCutWhenTheyCome() throws Exception {
        connect(Optional.empty());
        relay.say("[\"NOTICE\",\"" + "n".repeat(5_000) + "\"]");
        relay.say("[\"CLOSED\",\"observatory\",\"" + "c".repeat(5_000) + "\"]");
        awaitState(RelayConnection.State.WAITING);

        assertThat(connection.status().lastNotice()).hasSize(1_000);
        assertThat(connection.status().lastError()).hasSize(1_000);
    }

    @Test
    void aClosedWithoutMessageEndsTheSubscriptionToo() throws Exception {
        connect(Optional.empty());
        relay.say("[\"CLOSED\",\"observatory\"]");

        awaitState(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).isEqualTo("subscription closed: ");
    }

    private OptionalLong page() throws Exception {
        ClientMessage.Request request = (ClientMessage.Request) relay.next();
        assertThat(request.subscription()).isEqualTo("observatory-past");
        return filter(request).until();
    }

    private static Filter filter(ClientMessage request) {
        return ((ClientMessage.Request) request).filters().get(0);
    }

    private static String event(String subscription, long createdAt) {
        return "[\"EVENT\",\"%s\",{\"content\":\"\\\"created_at\\\": 1\",\"created_at\": %d}]"
                .formatted(subscription, createdAt);
    }

    @Test
    void silenceDoesNotCountWhileWeDoNotListen() throws Exception {
        connect(Optional.empty());
        relay.next();
        buffer.put(ReceivedFrame.of(
                2, clock.instant(), org.nostrobservatory.ingest.Asked.ANYTHING, "x".repeat(1 << 20), 4 << 20));
        clock.advance(Duration.ofHours(1));
        connection.tick();

        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.SYNCING);
    }

    @Test
    void whoMustAuthenticateDoesSoWithTheNewestChallenge() throws Exception {
        connect(Optional.empty());
        relay.next();
        relay.say("[\"AUTH\",\"first\"]");
        relay.say("[\"AUTH\",\"second\"]");
        relay.say("[\"CLOSED\",\"observatory\",\"auth-required: who are you?\"]");

        Event answer = ((ClientMessage.Authenticate) relay.next()).event();
        EventVerifier.verify(answer);
        assertThat(answer.kind()).isEqualTo(22_242);
        assertThat(answer.pubkey()).isEqualTo(ALICE.publicKey());
        assertThat(answer.tagValue("relay")).contains(relay.url());
        assertThat(answer.tagValue("challenge")).contains("second");
        relay.say("[\"OK\",\"" + "0".repeat(64) + "\",true,\"\"]");
        relay.say("[\"OK\",\"" + answer.id().hex() + "\",true,\"\"]");

        assertThat(relay.next()).isInstanceOf(ClientMessage.Request.class);
        relay.say(EOSE);
        awaitState(RelayConnection.State.LIVE);
    }

    @Test
    void withoutAnOkTheSubscriptionIsSentAgainAfterTenSeconds() throws Exception {
        connect(Optional.empty());
        relay.next();
        relay.say("[\"CLOSED\",\"observatory\",\"auth-required: who are you?\"]");
        relay.say("[\"AUTH\",\"late\"]");
        assertThat(relay.next()).isInstanceOf(ClientMessage.Authenticate.class);
        clock.advance(Duration.ofSeconds(10));
        connection.tick();

        assertThat(relay.next()).isInstanceOf(ClientMessage.Request.class);
        relay.say("[\"CLOSED\",\"observatory\",\"auth-required: I do not believe you\"]");
        awaitState(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).contains("I do not believe you");
        assertPause(Duration.ofHours(1));
    }

    @Test
    void aChallengeAloneIsNotAnswered() throws Exception {
        connect(Optional.empty());
        relay.next();
        for (int i = 0; i < 1_000; i++) {
            relay.say("[\"AUTH\",\"challenge " + i + "\"]");
        }
        relay.say(EOSE);
        awaitState(RelayConnection.State.LIVE);

        assertThat(relay.isSilent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "restricted: members only, 3600",
        "blocked: go away, 3600",
        "rate-limited: slow down, 1",
        "error: shutting down, 0",
        "no prefix, 0"
    })
    void whatAClosedMessageMeansIsInItsPrefix(String message, int seconds) throws Exception {
        connect(Optional.empty());
        relay.say("[\"CLOSED\",\"observatory\",\"" + message + "\"]");

        awaitState(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).isEqualTo("subscription closed: " + message);
        assertPause(Duration.ofSeconds(seconds));
    }

    @Test
    void whoDropsUsAfterEachEoseIsAskedLessAndLessOften() throws Exception {
        connect(Optional.empty());
        for (int round = 1; round <= 4; round++) {
            relay.next();
            relay.say(EOSE);
            awaitState(RelayConnection.State.LIVE);
            relay.drop();
            awaitState(RelayConnection.State.WAITING);
            assertThat(connection.status().failures()).isEqualTo(round);
            reconnect();
        }
        relay.say(EOSE);
        awaitState(RelayConnection.State.LIVE);
        clock.advance(Duration.ofSeconds(61));
        relay.drop();
        awaitState(RelayConnection.State.WAITING);

        assertThat(connection.status().failures()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429 Too Many Requests, 1, answered with HTTP status 429",
        "404 Not Found, 900, answered with HTTP status 404",
        "403 Forbidden, 900, answered with HTTP status 403",
        "500 Oops, 0, answered with HTTP status 500",
        "301 Moved, 900, answered with HTTP status 301",
        "'503 Busy\r\nRetry-After: 120', 120, 'answered with HTTP status 503, try again after 120 s'",
        "'503 Busy\r\nRetry-After: 999999', 3600, 'answered with HTTP status 503, try again after 3600 s'",
    })
    void whatTheServerAnswersInsteadIsRecordedAndHeeded(String answer, int seconds, String reason) throws Exception {
        relay = new ScriptedRelay(answer.contains("301") ? answer + "\r\nLocation: ws://127.0.0.1:1/" : answer);
        begin(Optional.empty());

        assertThat(connection.status().state()).isEqualTo(RelayConnection.State.WAITING);
        assertThat(connection.status().lastError()).isEqualTo(reason);
        assertPause(Duration.ofSeconds(seconds));
    }

    private void assertPause(Duration atLeast) {
        clock.advance(atLeast.minusMillis(1));
        assertThat(connection.claimAttempt()).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(connection.claimAttempt()).isTrue();
    }

    private void connect(Optional<Instant> cursor) throws Exception {
        relay = new ScriptedRelay();
        begin(cursor);
        awaitState(RelayConnection.State.SYNCING);
    }

    private RelayConnection.Terms terms() {
        return new RelayConnection.Terms(buffer, known, lookback, 1 << 20, ALICE, clock);
    }

    private void begin(Optional<Instant> cursor) {
        connection = new RelayConnection(
                new Leases.Lease(new Relays.Target(1, new RelayUrl(relay.url())), 1), cursor, terms());
        assertThat(connection.claimAttempt()).isTrue();
        connection.connect(WEB_SOCKETS);
    }

    private void reconnect() {
        clock.advance(Duration.ofSeconds(30));
        assertThat(connection.claimAttempt()).isTrue();
        connection.connect(WEB_SOCKETS);
    }

    private OptionalLong since() throws Exception {
        ClientMessage message = relay.next();
        while (!relay.isSilent()) {
            message = relay.next();
        }
        return ((ClientMessage.Request) message).filters().get(0).since();
    }

    private List<ReceivedFrame> frames(int count) throws InterruptedException {
        return buffer.take(count, Duration.ofSeconds(20).toNanos());
    }

    private void awaitState(RelayConnection.State state) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> connection.status().state() == state);
    }
}
