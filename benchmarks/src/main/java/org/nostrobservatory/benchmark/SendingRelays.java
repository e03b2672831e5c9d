package org.nostrobservatory.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The process of the sending relays: {@code SendingRelays CORPUS}. All listen on one port of the loopback address and
 * differ by path, {@code /0}, {@code /1} …; any path is a relay. It prints {@code port N}, then obeys lines:
 * {@code new FROM TO}, {@code copies FROM TO}, {@code paced FROM TO RATE} (printing {@code sent EVENT MICROS} for
 * some), {@code connected} (prints {@code connected N}); each ends with {@code done}. Sends what lies in the file as it
 * is, as fast as the other side reads.
 */
final class SendingRelays {

    /** In paced sending, every so many events the time is printed at which one was sent. */
    private static final int SAMPLED = 200;

    private static final int STACK_BYTES = 128 << 10;

    private final Corpus corpus;
    private final Map<String, RelaySocket> sockets = new ConcurrentHashMap<>();

    private SendingRelays(Corpus corpus) {
        this.corpus = corpus;
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SendingRelays relays = new SendingRelays(Corpus.open(Path.of(arguments[0])));
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        daemon(() -> relays.accept(server));
        System.out.println("port " + server.socket().getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            relays.obey(line.split(" "));
            System.out.println("done");
        }
    }

    private void accept(ServerSocketChannel server) {
        while (true) {
            try {
                SocketChannel channel = server.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                daemon(() -> serve(channel));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(SocketChannel channel) {
        RelaySocket socket = new RelaySocket(channel);
        try (channel) {
            String path = socket.handshake();
            if (path != null) {
                sockets.put(path, socket);
                socket.answerRequests();
                sockets.remove(path, socket);
            }
        } catch (IOException e) {
            System.err.println("Connection lost: " + e);
        }
    }

    private void obey(String[] command) throws InterruptedException, IOException {
        switch (command[0]) {
            case "connected" -> System.out.println("connected " + subscribed());
            case "new" -> send(number(command[1]), number(command[2]), 0, 0);
            case "copies" -> send(number(command[1]), number(command[2]), 1, 4);
            case "paced" -> pace(number(command[1]), number(command[2]), number(command[3]));
            default -> throw new IllegalArgumentException(command[0]);
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private long subscribed() {
        return sockets.values().stream().filter(RelaySocket::isSubscribed).count();
    }

    /** All relays at once, each by a thread of its own. */
    private void send(int from, int to, int firstCopy, int lastCopy) throws InterruptedException {
        List<Thread> senders = new ArrayList<>();
        for (int r = 0; r < Delivery.RELAYS; r++) {
            int relay = r;
            senders.add(daemon(() -> {
                try {
                    RelaySocket socket = sockets.get("/" + relay);
                    for (int copy = firstCopy; copy <= lastCopy; copy++) {
                        sendCopy(socket, relay, copy, from, to);
                    }
                    socket.flush();
                } catch (IOException e) {
                    System.err.println("Relay " + relay + " cannot send: " + e);
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private void sendCopy(RelaySocket socket, int relay, int copy, int from, int to) throws IOException {
        for (int begin = from; begin < to; ) {
            int end = Math.min(to, (begin / Delivery.BLOCK + 1) * Delivery.BLOCK);
            if (mayConcern(relay, copy, begin)) {
                byte[] lines = corpus.lines(begin, end);
                int at = 0;
                for (int event = begin; event < end; event++) {
                    int length = corpus.length(event);
                    if (Delivery.sends(relay, event, copy)) {
                        socket.event(lines, at, length);
                    }
                    at += length + 1;
                }
            }
            begin = end;
        }
    }

    private static boolean mayConcern(int relay, int copy, int event) {
        return (event / Delivery.BLOCK + copy) % Delivery.RELAYS == relay;
    }

    /** So many events a second in all, one relay after the other. */
    private void pace(int from, int to, int rate) throws IOException {
        long begin = System.nanoTime();
        byte[] kindOfNote = "\"kind\":1,".getBytes(StandardCharsets.UTF_8);
        int sample = from;
        for (int event = from; event < to; event++) {
            long due = begin + (event - from) * Duration.ofSeconds(1).toNanos() / rate;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            byte[] line = corpus.lines(event, event + 1);
            RelaySocket socket = sockets.get("/" + event % Delivery.RELAYS);
            // Notes, because what is replaced or not kept cannot be waited for.
            boolean sampled = event >= sample && indexOf(line, kindOfNote) >= 0;
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            socket.event(line, 0, line.length - 1);
            socket.flush();
            if (sampled) {
                sample = event + SAMPLED;
                System.out.println("sent " + event + " " + micros);
            }
        }
    }

    private static int indexOf(byte[] text, byte[] part) {
        outer:
        for (int i = 0; i <= text.length - part.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (text[i + j] != part[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "relay", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
