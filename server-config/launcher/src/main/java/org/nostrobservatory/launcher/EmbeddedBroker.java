package org.nostrobservatory.launcher;

import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * An Artemis broker in this JVM. It listens at the loopback address only and lets one user in. Its queues are
 * {@code events}, {@code DLQ} for what could not be processed, and {@code expired}.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** The queue that batches of events travel through. */
    public static final String EVENTS = "events";

    /** Where messages go that cannot be processed. */
    public static final String DEAD_LETTERS = "DLQ";

    /**
     * At a minute each, about a year: an outage of the database must not bring anything there. What one event breaks is
     * sorted out by the listener long before.
     */
    private static final int DELIVERY_ATTEMPTS = 500_000;

    private static final String EXPIRED = "expired";
    private static final String USER = "observatory";

    private static final int MIB = 1 << 20;

    /** Bytes of messages in a queue that make senders wait. */
    private static final long QUEUE_FULL = 256L * MIB;

    /** The same in tests, which have less to send. */
    private static final long TEMPORARY_QUEUE_FULL = 16L * MIB;

    /** Bytes. A record of the journal cannot be longer, a larger message becomes a file of its own. */
    private static final int JOURNAL_BUFFER = 4 * MIB;

    /** Bytes that are left free on the disk. */
    private static final long MIN_DISK_FREE = 512L * MIB;

    private final EmbeddedActiveMQ server;
    private final int port;
    private final String password;

    private EmbeddedBroker(EmbeddedActiveMQ server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the broker whose messages are kept in a data directory, on a free port. A message that it has taken
     * survives a crash.
     *
     * @throws StartFailedException if it cannot be started
     */
    public static EmbeddedBroker start(DataDirectory data) {
        Path directory = data.resolve("broker");
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setLargeMessagesDirectory(directory.resolve("large-messages").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setJournalType(AIOSequentialFileFactory.isSupported() ? JournalType.ASYNCIO : JournalType.NIO)
                .setJournalFileSize(8 * JOURNAL_BUFFER)
                .setJournalBufferSize_AIO(JOURNAL_BUFFER)
                .setJournalBufferSize_NIO(JOURNAL_BUFFER)
                // Bytes, not per cent: a tenth of a large disk is no reason to stop.
                .setMaxDiskUsage(-1)
                .setMinDiskFree(MIN_DISK_FREE);
        return run(configuration, QUEUE_FULL);
    }

    /** Starts a broker for tests, which keeps its messages in memory, and few of them. */
    public static EmbeddedBroker temporary() {
        return run(new ConfigurationImpl().setPersistenceEnabled(false), TEMPORARY_QUEUE_FULL);
    }

    private static EmbeddedBroker run(Configuration configuration, long queueFull) {
        int port = LocalPort.free();
        String password = Secret.random();
        try {
            configuration
                    .setName("observatory")
                    .setJMXManagementEnabled(false)
                    // The analyzer's other policies end the JVM when the disk is slow.
                    .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)
                    .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE")
                    .addAddressSetting("#", addressSettings(queueFull))
                    .addQueueConfiguration(queue(EVENTS))
                    .addQueueConfiguration(queue(DEAD_LETTERS))
                    .addQueueConfiguration(queue(EXPIRED));
            EmbeddedActiveMQ server =
                    new EmbeddedActiveMQ().setConfiguration(configuration).setSecurityManager(new OneUser(password));
            server.start();
            if (!server.getActiveMQServer().isActive()) {
                server.stop();
                throw new StartFailedException("The message broker did not become active. See the launcher's log.");
            }
            return new EmbeddedBroker(server, port, password);
        } catch (StartFailedException e) {
            throw e;
        } catch (Exception e) {
            throw new StartFailedException("The message broker cannot be started: " + e.getMessage(), e);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    /** Another one at each start. */
    public String password() {
        return password;
    }

    /** How many messages are in a queue, those included that are being processed or wait to be delivered again. */
    public long messageCount(String queue) {
        return server.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    /** Cuts all connections and stops the broker. What is in the queues stays there. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The message broker cannot be stopped", e);
        }
    }

    private static AddressSettings addressSettings(long queueFull) {
        return new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
                .setMaxSizeBytes(queueFull)
                .setRedeliveryDelay(1_000)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(60_000)
                .setMaxDeliveryAttempts(DELIVERY_ATTEMPTS)
                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                .setExpiryAddress(SimpleString.of(EXPIRED));
    }

    private static QueueConfiguration queue(String name) {
        return QueueConfiguration.of(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false);
    }

    /** Other users of the machine reach the loopback address, too. */
    private record OneUser(String password) implements ActiveMQSecurityManager {

        @Override
        public boolean validateUser(String user, String givenPassword) {
            return USER.equals(user) && password.equals(givenPassword);
        }

        @Override
        public boolean validateUserAndRole(String user, String givenPassword, Set<Role> roles, CheckType check) {
            return validateUser(user, givenPassword);
        }
    }
}
