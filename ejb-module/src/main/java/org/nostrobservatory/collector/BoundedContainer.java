package org.nostrobservatory.collector;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.tyrus.container.grizzly.client.GrizzlyClientContainer;
import org.glassfish.tyrus.container.grizzly.client.GrizzlyWriter;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.Writer;

/**
 * Sockets that are closed when too much waits to be written to them. Tyrus answers every ping (RFC 6455 section 5.5.2) and
 * bounds nowhere how many answers wait for a relay that does not read them. Public because Tyrus makes it, by its name.
 */
public final class BoundedContainer implements ClientContainer {

    /** Bytes: many times what we say in a whole conversation. */
    static final long MAX_UNSENT = 1 << 20;

    private static final Logger LOG = System.getLogger(BoundedContainer.class.getName());

    private final ClientContainer sockets = new GrizzlyClientContainer();

    @Override
    public void openClientSocket(ClientEndpointConfig config, Map<String, Object> properties, ClientEngine engine)
            throws DeploymentException, IOException {
        sockets.openClientSocket(config, properties, new BoundedEngine(engine));
    }

    private record BoundedEngine(ClientEngine engine) implements ClientEngine {

        @Override
        public UpgradeRequest createUpgradeRequest(TimeoutHandler timeout) {
            return engine.createUpgradeRequest(timeout);
        }

        @Override
        public ClientUpgradeInfo processResponse(
                UpgradeResponse response, Writer writer, Connection.CloseListener closing) {
            return engine.processResponse(response, new BoundedWriter(writer), closing);
        }

        @Override
        public void processError(Throwable failure) {
            engine.processError(failure);
        }
    }

    /** Tyrus 2.1 offers no way to a connection that does not wait for what is to be written. */
    private static org.glassfish.grizzly.Connection<?> connectionOf(Writer socket) {
        try {
            Field connection = GrizzlyWriter.class.getDeclaredField("connection");
            connection.setAccessible(true);
            return (org.glassfish.grizzly.Connection<?>) connection.get(socket);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the Tyrus that it is written for", e);
        }
    }

    private static final class BoundedWriter extends Writer {

        private final Writer socket;
        private final org.glassfish.grizzly.Connection<?> connection;
        private final AtomicLong unsent = new AtomicLong();

        BoundedWriter(Writer socket) {
            this.socket = socket;
            this.connection = connectionOf(socket);
        }

        @Override
        public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> whenDone) {
            int length = frame.remaining();
            if (unsent.addAndGet(length) > MAX_UNSENT) {
                unsent.addAndGet(-length);
                whenDone.failed(new IOException("the relay does not read"));
                connection.terminateSilently();
            } else {
                socket.write(frame, new Sent(length, whenDone));
            }
        }

        @Override
        public void close() {
            try {
                if (unsent.get() > 0) {
                    // The writer would first write what waits, which a relay that does not read prevents for ever.
                    connection.terminateSilently();
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "Could not close cleanly", e);
            }
        }

        private final class Sent extends CompletionHandler<ByteBuffer> {

            private final int length;
            private final CompletionHandler<ByteBuffer> next;

            Sent(int length, CompletionHandler<ByteBuffer> next) {
                this.length = length;
                this.next = next;
            }

            @Override
            public void cancelled() {
                unsent.addAndGet(-length);
                next.cancelled();
            }

            @Override
            public void failed(Throwable failure) {
                unsent.addAndGet(-length);
                next.failed(failure);
            }

            @Override
            public void completed(ByteBuffer frame) {
                unsent.addAndGet(-length);
                next.completed(frame);
            }

            @Override
            public void updated(ByteBuffer frame) {
                next.updated(frame);
            }
        }
    }
}
