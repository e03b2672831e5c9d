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
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.ChosenWindow;
import org.nostrobservatory.web.page.NoteCard;
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

    @Inject
    private ChosenWindow window;

    private Network.Overview overview;
    private Event topEvent;

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

    /** What happened in the window. */
    public Chart getTimeline() {
        Duration interval = window.getInterval();
        return TimelineChart.columns(
                network.timeline(Instant.now(), Duration.ofHours(window.get().hours()), interval), interval);
    }

    /** The most zapped event of the last 24 hours; null while there is none, or it is not in the archive. */
    public Event getTopEvent() {
        Network.TopContent top = getOverview().topContent();
        if (topEvent == null && top != null) {
            topEvent = events.find(top.eventId()).map(Events.Seen::event).orElse(null);
        }
        return topEvent;
    }

    /** The most zapped event if its content is words for people; null otherwise. */
    public NoteCard getTopNote() {
        Event event = getTopEvent();
        if (event == null || event.kind() != Kinds.NOTE || event.content().isBlank()) {
            return null;
        }
        return new NoteCard(
                event.id(),
                new NoteCard.Author(event.pubkey(), null, null, null),
                Instant.ofEpochSecond(event.createdAt()),
                event.content(),
                ContentWarning.of(event)
                        .map(warning -> warning.reason().orElse(""))
                        .orElse(null),
                null);
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
