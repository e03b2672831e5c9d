package org.nostrobservatory.web.network;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.person.People;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.ChosenWindow;
import org.nostrobservatory.web.page.NoteCard;
import org.nostrobservatory.web.relay.RelayRow;
import org.nostrobservatory.web.zap.LatestZaps;
import org.nostrobservatory.zap.Zaps;

/** What {@code index.xhtml} shows. */
@Named
@RequestScoped
public class OverviewPage {

    private static final int RELAYS_SHOWN = 8;
    private static final int RELAYS_CONSIDERED = 1000;

    @Inject
    private LatestNetwork latest;

    @Inject
    private Events events;

    @Inject
    private Relays relays;

    @Inject
    private LatestZaps zaps;

    @Inject
    private People people;

    @Inject
    private ChosenWindow window;

    private Network.Overview overview;
    private Event topEvent;

    public Network.Overview getOverview() {
        if (overview == null) {
            overview = latest.overview();
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
                latest.timeline(Duration.ofHours(window.get().hours()), interval), interval);
    }

    public Health getHealth() {
        return Health.of(getOverview());
    }

    /** When all users were last seen. */
    public Chart getUsers() {
        Network.Users users = getOverview().users();
        return Chart.doughnut(List.of("Active in 1 h", "Active in 24 h", "Before"))
                .series(
                        "Users",
                        "notes,3,other",
                        List.of(
                                users.active1h(),
                                users.active24h() - users.active1h(),
                                users.total() - users.active24h()))
                .unit("users");
    }

    /** How large the zaps of the last 24 hours were. */
    public Chart getZapSizes() {
        Zaps.Distribution sizes = zaps.distribution(Window.HOURS_24, Zaps.COUNTING);
        return Chart.bars(List.of("25 % below", "Median", "Mean", "75 % below", "95 % below", "Largest"))
                .series(
                        "Sats",
                        "zaps",
                        List.of(
                                sizes.p25Sats(),
                                sizes.medianSats(),
                                sizes.meanSats(),
                                sizes.p75Sats(),
                                sizes.p95Sats(),
                                sizes.maxSats()))
                .unit("sats")
                .logarithmic();
    }

    /** In sats, mean of 24 hours. */
    public long getAverageZap() {
        Network.Zaps zapped = getOverview().zaps();
        return zapped.last24h() == 0 ? 0 : zapped.sats24h() / zapped.last24h();
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
                author(event.pubkey()),
                UnixTime.instant(event.createdAt()),
                event.content(),
                ContentWarning.of(event)
                        .map(warning -> warning.reason().orElse(""))
                        .orElse(null),
                null);
    }

    private NoteCard.Author author(Bytes key) {
        return people.entries(List.of(key)).stream()
                .findFirst()
                .map(person -> new NoteCard.Author(
                        key,
                        person.displayName() == null || person.displayName().isBlank()
                                ? person.name()
                                : person.displayName(),
                        person.nip05(),
                        person.picture()))
                .orElseGet(() -> new NoteCard.Author(key, null, null, null));
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
