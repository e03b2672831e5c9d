package org.nostrobservatory.web.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.nostrobservatory.network.Network;

/** The overview as all viewers share it, so that many of them ask the database as often as one. */
@ApplicationScoped
public class LatestOverview {

    @Inject
    private Network network;

    private Network.Overview overview;

    /** An overview that is not older than this. */
    public synchronized Network.Overview notOlderThan(Duration age) {
        Instant now = Instant.now();
        if (overview == null || overview.time().isBefore(now.minus(age))) {
            overview = network.overview(now);
        }
        return overview;
    }
}
