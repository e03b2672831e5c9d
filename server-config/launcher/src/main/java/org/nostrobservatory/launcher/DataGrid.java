package org.nostrobservatory.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Payara's data grid, by which several servers know of each other. It listens at one address only and finds others only at
 * addresses that it was given: no multicast.
 *
 * @param host the address of this machine at which the others reach this server
 * @param port of it
 * @param others where at least one of the others is looked for, {@code host:port}; empty for the first one
 * @param cluster the name that all must give: servers with another one are not let in
 */
record DataGrid(String host, int port, List<String> others, String cluster) {

    private static final Pattern ADDRESS = Pattern.compile("([\\w.-]+):(\\d{1,5})");
    private static final String LOOPBACK = "127.0.0.1";

    /** The grid finds out by itself that the process of another server has ended. This is for machines that fall silent. */
    private static final int SILENCE_SECONDS = 15;

    /**
     * As the environment says: {@code OBSERVATORY_GRID} (where this server listens; without it a free port of the loopback
     * address), {@code OBSERVATORY_JOIN} (comma list of others), {@code OBSERVATORY_GRID_SECRET}. Empty if neither of the
     * first two is set: then there is one server.
     *
     * @throws StartFailedException if that makes no sense, or would let in whoever reaches the port
     */
    static Optional<DataGrid> of(Map<String, String> environment) {
        String own = environment.getOrDefault("OBSERVATORY_GRID", "").strip();
        List<String> others = Stream.of(
                        environment.getOrDefault("OBSERVATORY_JOIN", "").split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        if (own.isEmpty() && others.isEmpty()) {
            return Optional.empty();
        }
        others.forEach(address -> parse("OBSERVATORY_JOIN", address));
        String secret = environment.getOrDefault("OBSERVATORY_GRID_SECRET", "");
        Matcher address = parse("OBSERVATORY_GRID", own.isEmpty() ? LOOPBACK + ":" + LocalPort.free() : own);
        InetAddress interfaceAddress = interfaceAddress(address.group(1));
        if (secret.isEmpty() && !interfaceAddress.isLoopbackAddress()) {
            throw new StartFailedException(
                    "OBSERVATORY_GRID_SECRET is missing: at %s whoever reaches the port could join.".formatted(own));
        }
        return Optional.of(new DataGrid(
                interfaceAddress.getHostAddress(), Integer.parseInt(address.group(2)), others, clusterName(secret)));
    }

    private static Matcher parse(String variable, String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 0xFFFF) {
            throw new StartFailedException("%s names \"%s\", but it has to be host:port.".formatted(variable, address));
        }
        return matcher;
    }

    private static InetAddress interfaceAddress(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartFailedException("OBSERVATORY_GRID names the unknown host \"%s\".".formatted(host), e);
        }
    }

    /** The grid sends the name as it is, so it is not the secret itself. */
    private static String clusterName(String secret) {
        if (secret.isEmpty()) {
            return "observatory";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("observatory grid " + secret).getBytes(StandardCharsets.UTF_8));
            return "observatory-" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Where it listens, {@code host:port}. */
    String address() {
        return host + ":" + port;
    }

    /** Options for the server's JVM. */
    List<String> jvmOptions() {
        return List.of(
                // Without it the grid listens at all addresses, whatever --interfaces says.
                "-Dhazelcast.socket.bind.any=false",
                "-Dhazelcast.heartbeat.interval.seconds=2",
                "-Dhazelcast.max.no.heartbeat.seconds=" + SILENCE_SECONDS,
                "-Dhazelcast.phone.home.enabled=false");
    }

    /** Options for Payara Micro. */
    List<String> serverOptions() {
        return List.of(
                "--clustername",
                cluster,
                "--clustermode",
                "tcpip:" + String.join(",", others.isEmpty() ? List.of(address()) : others),
                "--interfaces",
                host,
                "--startport",
                Integer.toString(port),
                "--hzinitialjoinwait",
                "1",
                "--nohostaware");
    }
}
