package org.nostrobservatory.web.network;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.relay.RelayRow;

/** What {@code index.xhtml} shows. */
@Named
@RequestScoped
public class OverviewPage {

    private static final Duration AGE = Duration.ofSeconds(2);
    private static final int RELAYS_SHOWN = 8;
    private static final int RELAYS_CONSIDERED = 1000;

    @Inject
    private LatestOverview latest;

    @Inject
    private Network network;

    @Inject
    private Events events;

    @Inject
    private Relays relays;

    private ChartWindow window = ChartWindow.DAY;
    private Network.Overview overview;
    private Event topEvent;

    public String getWindowCode() {
        return window.getCode();
    }

    /** Takes what stands in the address. */
    public void setWindowCode(String code) {
        window = ChartWindow.of(code);
    }

    public ChartWindow getWindow() {
        return window;
    }

    public List<ChartWindow> getWindows() {
        return ChartWindow.all();
    }

    public Network.Overview getOverview() {
        if (overview == null) {
            overview = latest.notOlderThan(AGE);
        }
        return overview;
    }

    /** Whether the archive has nothing to show yet. */
    public boolean isEventless() {
        return getOverview().events().total() == 0;
    }

    /** The chart as Chart.js wants it. */
    public String getChart() {
        return TimelineChart.json(network.timeline(Instant.now(), window.length(), window.interval()));
    }

    /** The most zapped event of the last 24 hours; null while there is none, or it is not in the archive. */
    public Event getTopEvent() {
        Network.TopContent top = getOverview().topContent();
        if (topEvent == null && top != null) {
            topEvent = events.find(top.eventId()).map(Events.Seen::event).orElse(null);
        }
        return topEvent;
    }

    /** When its author says that it was written. */
    public Instant getTopEventTime() {
        Event event = getTopEvent();
        return event == null ? null : Instant.ofEpochSecond(event.createdAt());
    }

    /** Whether the content of the most zapped event is words for people. */
    public boolean isTopEventText() {
        Event event = getTopEvent();
        return event != null && event.kind() == Kinds.NOTE && !event.content().isBlank();
    }

    /** Some relays, those first from which something comes. */
    public List<RelayRow> getRelays() {
        return relays.list("", RELAYS_CONSIDERED).stream()
                .filter(Relays.Summary::enabled)
                .map(RelayRow::new)
                .sorted(Comparator.comparing(RelayRow::isOnline).reversed().thenComparing(RelayRow::getUrl))
                .limit(RELAYS_SHOWN)
                .toList();
    }
}
