package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine. */
public final class LocalPort {

    private LocalPort() {}

    /** A port that nobody listens on at the moment. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That port if nobody listens on it, another one otherwise, or if it is 0. */
    public static int freePreferring(int port) {
        return port != 0 && isFree(InetAddress.getLoopbackAddress(), port) ? port : free();
    }

    /** @throws StartFailedException if somebody listens on the port, at whatever address */
    static void requireFree(int port) {
        if (!isFree(null, port) || !isFree(InetAddress.getLoopbackAddress(), port)) {
            throw new StartFailedException(
                    "Port %d is in use. Stop what listens there, or choose another one with --port.".formatted(port));
        }
    }

    private static boolean isFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // What a server that was just stopped leaves in TIME_WAIT is no obstacle to the next one.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
