package org.nostrobservatory.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.launcher.LocalPort;
import org.nostrobservatory.launcher.StartFailedException;
import org.nostrobservatory.sample.LivingNetwork;
import org.nostrobservatory.sample.SampleNetwork;
import org.nostrobservatory.sample.SampleRelay;

/** The built-in relays of this process. */
final class SampleRelays implements AutoCloseable {

    private static final long SEED = 2026;
    private static final Duration HISTORY = Duration.ofHours(24);
    private static final int HISTORY_EVENTS = 24_000;
    private static final double EVENTS_PER_SECOND = 1;

    /** Where they listen if it is free: on the same ports each time, so that a second start finds the same relays. */
    private static final int FIRST_PORT = 17_770;

    /** Which share of the sample network's events each relay of the demo carries. */
    private static final Map<String, Double> SHARES = new LinkedHashMap<>();

    static {
        SHARES.put("Sample relay one", 1.0);
        SHARES.put("Sample relay two", 0.7);
        SHARES.put("Sample relay three", 0.4);
    }

    private final List<SampleRelay> relays = new ArrayList<>();
    private LivingNetwork network;
    private SampleRelay replay;

    private SampleRelays() {}

    /**
     * Starts relays at the loopback address.
     *
     * @param demo whether three are to carry a living sample network
     * @param files what one more is to serve, if there are any
     */
    static SampleRelays start(boolean demo, List<Path> files) {
        SampleRelays all = new SampleRelays();
        try {
            if (demo) {
                all.startDemo();
            }
            if (!files.isEmpty()) {
                all.replay = SampleRelay.named("Replay")
                        .port(LocalPort.freePreferring(FIRST_PORT))
                        .replay(files.toArray(Path[]::new))
                        .start();
                all.relays.add(all.replay);
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw new StartFailedException("A sample relay cannot be started: " + e.getMessage(), e);
        }
    }

    private void startDemo() throws IOException {
        network = new LivingNetwork(
                new SampleNetwork(SEED, Clock.systemUTC()), HISTORY, HISTORY_EVENTS, EVENTS_PER_SECOND);
        for (Map.Entry<String, Double> share : SHARES.entrySet()) {
            relays.add(SampleRelay.named(share.getKey())
                    .port(LocalPort.freePreferring(FIRST_PORT + 1 + relays.size()))
                    .network(network)
                    .share(share.getValue())
                    .start());
        }
        network.start();
    }

    /** What makes the server collect from these relays and from no others. */
    Map<String, String> environment() {
        return Map.of(
                "OBSERVATORY_RELAYS",
                        String.join(",", relays.stream().map(SampleRelay::url).toList()),
                "OBSERVATORY_ALLOW_PRIVATE_RELAYS", "true",
                "OBSERVATORY_LOOKBACK", "all",
                "OBSERVATORY_ZAP_PROVIDER_CHECK", "false");
    }

    /** The one that serves files. */
    Optional<SampleRelay> replay() {
        return Optional.ofNullable(replay);
    }

    @Override
    public void close() {
        relays.forEach(SampleRelay::close);
        if (network != null) {
            network.close();
        }
    }
}
