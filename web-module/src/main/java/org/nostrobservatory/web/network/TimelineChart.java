package org.nostrobservatory.web.network;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.network.Network.Bucket;
import org.nostrobservatory.web.page.Chart;

/** Events over time by what they are. */
final class TimelineChart {

    private TimelineChart() {}

    static Chart columns(List<Bucket> buckets, Duration interval) {
        return stacked(Chart.columns(times(buckets), interval), buckets);
    }

    static Chart areas(List<Bucket> buckets, Duration interval) {
        return stacked(Chart.areas(times(buckets), interval), buckets);
    }

    private static List<Instant> times(List<Bucket> buckets) {
        return buckets.stream().map(Bucket::time).toList();
    }

    private static Chart stacked(Chart chart, List<Bucket> buckets) {
        return chart.series("Notes", "notes", buckets, Bucket::notes)
                .series("Reactions", "reactions", buckets, Bucket::reactions)
                .series("Reposts", "reposts", buckets, Bucket::reposts)
                .series("Zaps", "zaps", buckets, Bucket::zaps)
                .series("Other", "other", buckets, Bucket::other)
                .unit("events");
    }
}
