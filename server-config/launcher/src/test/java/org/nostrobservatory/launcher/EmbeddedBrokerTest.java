package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final long RECEIVE_MILLIS = 10_000;

    /** What is done with a session. */
    private interface Work {
        void with(ClientSession session) throws Exception;
    }

    @TempDir
    private Path directory;

    @Test
    void messagesSurviveARestart() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
                inSession(broker, broker.password(), session -> send(session, "kept"));
            }
            try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
                inSession(
                        broker,
                        broker.password(),
                        session -> assertThat(session.createConsumer(EmbeddedBroker.EVENTS)
                                        .receive(RECEIVE_MILLIS)
                                        .getBodyBuffer()
                                        .readString())
                                .isEqualTo("kept"));
            }
        }
    }

    @Test
    void aMessageThatWasNotProcessedComesAgainLater() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            inSession(broker, broker.password(), session -> {
                send(session, "again");
                ClientConsumer consumer = session.createConsumer(EmbeddedBroker.EVENTS);
                consumer.receive(RECEIVE_MILLIS).acknowledge();
                long rolledBackAt = System.nanoTime();
                session.rollback();
                ClientMessage second = consumer.receive(RECEIVE_MILLIS);
                assertThat(second.getDeliveryCount()).isEqualTo(2);
                assertThat(System.nanoTime() - rolledBackAt).isGreaterThan(900_000_000L);
            });
        }
    }

    @Test
    void nobodyElseIsLetIn() {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            assertThatThrownBy(() -> inSession(broker, "wrong", session -> {}))
                    .hasMessageContaining("Unable to validate user");
        }
    }

    private static void inSession(EmbeddedBroker broker, String password, Work work) throws Exception {
        try (ServerLocator locator =
                        ActiveMQClient.createServerLocator("tcp://" + broker.host() + ":" + broker.port());
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(broker.user(), password, false, true, false, false, 1)) {
            session.start();
            work.with(session);
        }
    }

    private static void send(ClientSession session, String text) throws Exception {
        ClientMessage message = session.createMessage(true);
        message.getBodyBuffer().writeString(text);
        session.createProducer(EmbeddedBroker.EVENTS).send(message);
    }
}
