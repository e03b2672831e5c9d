package org.nostrobservatory.coordination;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.UUID;

/** Who this server is among several: another one after each start, so that a lease does not outlive the process. */
@ApplicationScoped
public class ThisServer {

    private final UUID id = UUID.randomUUID();
    private final Instant startedAt = Instant.now();

    /** The key of its row in {@code collector}. */
    public UUID id() {
        return id;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What people know its machine by. */
    String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
