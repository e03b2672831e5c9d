package org.nostrobservatory.ingest;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What is in the queues, and what is to be done about dead letters: batches that the broker has given up delivering. Nothing
 * but JMS is spoken, so it is the same for the embedded broker and an external one. Every question is put aside and waited
 * for a while, because the client itself waits for a broker that has gone until it is back.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Queues {

    /** Where messages go that cannot be processed: so is it set up in the embedded broker, and asked for of others. */
    public static final String DEAD_LETTERS = "DLQ";

    private static final String EVENTS = "events";

    /**
     * How full a queue is.
     *
     * @param messages batches in it, those included that are being processed; null if the broker does not tell: an external
     *     one does if the user has the permission {@code manage}
     * @param consumers who take from it; null likewise
     */
    public record Depth(String queue, Long messages, Long consumers) {}

    /**
     * A message that could not be processed.
     *
     * @param id names it
     * @param batch the batch in it; null if it is none that can be read
     * @param frames what the batch holds
     * @param stored whether the batch is stored nevertheless: then nothing is lost with it
     * @param problem why it cannot be read; null if it can
     * @param bytes its size
     * @param sentAt when it was put into the queue
     */
    public record DeadLetter(
            String id, UUID batch, Integer frames, boolean stored, String problem, long bytes, Instant sentAt) {}

    /** What became of dead letters that were to go back: those that cannot be read stay, because they would return. */
    public record Requeued(int moved, int unreadable) {

        private static Requeued of(boolean readable) {
            return new Requeued(readable ? 1 : 0, readable ? 0 : 1);
        }

        private Requeued plus(Requeued other) {
            return new Requeued(moved + other.moved, unreadable + other.unreadable);
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T take(JMSContext context, Message message) throws JMSException;
    }

    private static final Logger LOG = System.getLogger(Queues.class.getName());

    /** Artemis answers questions that come to this address. */
    private static final String MANAGEMENT = "activemq.management";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** To move many messages, each with a write to the disk. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);

    private static final Duration REPLY = Duration.ofSeconds(2);
    private static final int MOVED_AT_ONCE = 500;
    private static final Pattern ID = Pattern.compile("ID:[0-9A-Za-z-]{1,100}");

    /** So that pages that ask while the broker is away do not take all threads. */
    private static final Semaphore ASKING = new Semaphore(4);

    @Resource(lookup = "jms/observatory/connection-factory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Inject
    private IngestedBatches batches;

    /**
     * How full the queues are: that of the events first, then that of the dead letters.
     *
     * @throws BrokerAwayException if the broker does not answer
     */
    public List<Depth> depths() {
        return aside(PATIENCE, () -> {
            try (JMSContext context = connections.createContext()) {
                return List.of(depth(context, EVENTS), depth(context, DEAD_LETTERS));
            }
        });
    }

    private static Depth depth(JMSContext context, String queue) {
        return new Depth(queue, attribute(context, queue, "messageCount"), attribute(context, queue, "consumerCount"));
    }

    /** Null if the broker does not tell. */
    private static Long attribute(JMSContext context, String queue, String attribute) {
        TemporaryQueue replies = context.createTemporaryQueue();
        try (JMSConsumer consumer = context.createConsumer(replies)) {
            Message question = context.createMessage();
            question.setStringProperty("_AMQ_ResourceName", "queue." + queue);
            question.setStringProperty("_AMQ_Attribute", attribute);
            question.setJMSReplyTo(replies);
            context.createProducer().send(context.createQueue(MANAGEMENT), question);
            Message reply = consumer.receive(REPLY.toMillis());
            // An array in JSON with one element.
            return reply instanceof TextMessage text && text.getText().matches("\\[\\d{1,18}]")
                    ? Long.valueOf(text.getText().substring(1, text.getText().length() - 1))
                    : null;
        } catch (JMSException | JMSRuntimeException e) {
            LOG.log(Level.DEBUG, "The broker does not tell " + attribute + " of " + queue, e);
            return null;
        } finally {
            delete(replies);
        }
    }

    private static void delete(TemporaryQueue queue) {
        try {
            queue.delete();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A temporary queue stays until its connection ends", e);
        }
    }

    /**
     * The dead letters, the oldest first.
     *
     * @throws BrokerAwayException if the broker does not answer
     */
    public List<DeadLetter> deadLetters(int limit) {
        return aside(PATIENCE, () -> browse(null, limit, (context, message) -> deadLetter(message)));
    }

    private DeadLetter deadLetter(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        Instant sentAt = Instant.ofEpochMilli(message.getJMSTimestamp());
        long bytes = message instanceof BytesMessage body ? body.getBodyLength() : 0;
        try {
            FrameBatch batch = batch(message);
            boolean stored = batches.contains(batch.id());
            return new DeadLetter(id, batch.id(), batch.frames().size(), stored, null, bytes, sentAt);
        } catch (IllegalArgumentException e) {
            return new DeadLetter(id, null, null, false, e.getMessage(), bytes, sentAt);
        }
    }

    /** @throws IllegalArgumentException if there is none in it */
    private static FrameBatch batch(Message message) throws JMSException {
        if (message instanceof BytesMessage body) {
            return FrameBatch.decode(body.getBody(byte[].class));
        }
        throw new IllegalArgumentException("no batch of events");
    }

    /**
     * Puts a dead letter back into the queue of events. For a moment it is in both: a batch that is stored twice changes
     * nothing.
     *
     * @return empty if there is no such message
     * @throws BrokerAwayException if the broker does not answer
     */
    public Optional<Requeued> requeue(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return aside(PATIENCE, () -> browse(selector(id), 1, Queues::requeue)).stream()
                .map(Requeued::of)
                .findFirst();
    }

    /**
     * Puts dead letters back into the queue of events, the oldest first and {@value #MOVED_AT_ONCE} at most.
     *
     * @throws BrokerAwayException if the broker does not answer
     */
    public Requeued requeueAll() {
        return aside(LONG_PATIENCE, () -> browse(null, MOVED_AT_ONCE, Queues::requeue)).stream()
                .map(Requeued::of)
                .reduce(new Requeued(0, 0), Requeued::plus);
    }

    /** Answers whether it could be read. */
    private static boolean requeue(JMSContext context, Message message) throws JMSException {
        String id = message.getJMSMessageID();
        if (id == null || !ID.matcher(id).matches()) {
            // None of ours, and it could not be taken away.
            return false;
        }
        try {
            context.createProducer()
                    .send(context.createQueue(EVENTS), batch(message).encode());
        } catch (IllegalArgumentException e) {
            return false;
        }
        take(context, id);
        return true;
    }

    /**
     * Deletes a dead letter, for ever.
     *
     * @return whether it was there
     * @throws BrokerAwayException if the broker does not answer
     */
    public boolean delete(String id) {
        if (!ID.matcher(id).matches()) {
            return false;
        }
        return aside(PATIENCE, () -> {
            try (JMSContext context = connections.createContext()) {
                return take(context, id);
            }
        });
    }

    private static boolean take(JMSContext context, String id) {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(DEAD_LETTERS), selector(id))) {
            return consumer.receive(REPLY.toMillis()) != null;
        }
    }

    /**
     * Does something with one dead letter after the other: each may take a megabyte.
     *
     * @param selector null for all
     */
    private <T> List<T> browse(String selector, int limit, Step<T> step) throws JMSException {
        List<T> results = new ArrayList<>();
        try (JMSContext context = connections.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(DEAD_LETTERS), selector)) {
            Enumeration<?> messages = browser.getEnumeration();
            while (results.size() < limit && messages.hasMoreElements()) {
                results.add(step.take(context, (Message) messages.nextElement()));
            }
        }
        return results;
    }

    private static String selector(String id) {
        return "JMSMessageID = '" + id + "'";
    }

    private <T> T aside(Duration patience, Callable<T> question) {
        if (!ASKING.tryAcquire()) {
            throw new BrokerAwayException("Others wait for the broker already.", null);
        }
        try {
            Future<T> answer = submit(question);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new BrokerAwayException("The broker does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAwayException("The server stops.", e);
        }
    }

    private <T> Future<T> submit(Callable<T> question) {
        try {
            return executor.submit(() -> {
                try {
                    return question.call();
                } finally {
                    ASKING.release();
                }
            });
        } catch (RejectedExecutionException e) {
            ASKING.release();
            throw new BrokerAwayException("The server stops.", e);
        }
    }
}
