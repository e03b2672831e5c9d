package org.nostrobservatory.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.web.network.LatestNetwork;

/** The network's main figures as metrics. */
@ApplicationScoped
public class NetworkGauges {

    private static final Logger LOG = System.getLogger(NetworkGauges.class.getName());

    @Inject
    private MetricRegistry registry;

    @Inject
    private LatestNetwork latest;

    void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        gauge(
                "nostr_events_stored",
                "Events in the archive",
                overview -> overview.events().total());
        gauge(
                "nostr_events_per_second",
                "Events stored a second, mean of the last minute",
                overview -> overview.events().perSecond());
        gauge(
                "nostr_relays_online",
                "Relays that are connected",
                overview -> overview.relays().online());
    }

    private void gauge(String name, String description, ToDoubleFunction<Network.Overview> figure) {
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, () -> read(figure));
    }

    private double read(ToDoubleFunction<Network.Overview> figure) {
        try {
            return figure.applyAsDouble(latest.overview());
        } catch (RuntimeException e) {
            // The other metrics matter most when the database is away.
            LOG.log(Level.WARNING, "No figures for the metrics", e);
            return Double.NaN;
        }
    }
}
