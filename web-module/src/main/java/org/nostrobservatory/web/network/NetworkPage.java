package org.nostrobservatory.web.network;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.network.Network.Bucket;
import org.nostrobservatory.network.NetworkHistory.Snapshot;
import org.nostrobservatory.person.Newcomers;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.search.Languages;
import org.nostrobservatory.search.TextLanguage;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.ChosenWindow;
import org.nostrobservatory.web.user.LatestUsers;

/** What {@code network.xhtml} shows. */
@Named
@RequestScoped
public class NetworkPage {

    private static final int KINDS_SHOWN = 12;
    private static final int LANGUAGES_SHOWN = 12;

    @Inject
    private LatestNetwork latest;

    @Inject
    private LatestUsers users;

    @Inject
    private LatestLanguages languages;

    @Inject
    private ChosenWindow window;

    private List<Bucket> timeline;
    private List<Snapshot> history;

    public Network.Overview getOverview() {
        return latest.overview();
    }

    public Health getHealth() {
        return Health.of(latest.overview());
    }

    /** Events of the window. */
    public long getTotal() {
        return sum(Bucket::notes)
                + sum(Bucket::reactions)
                + sum(Bucket::reposts)
                + sum(Bucket::zaps)
                + sum(Bucket::other);
    }

    public long getNotes() {
        return sum(Bucket::notes);
    }

    public long getReactions() {
        return sum(Bucket::reactions);
    }

    public long getReposts() {
        return sum(Bucket::reposts);
    }

    public long getZaps() {
        return sum(Bucket::zaps);
    }

    /** Mean of the window. */
    public double getPerHour() {
        return (double) getTotal() / window.get().hours();
    }

    /** The hour of the day with most events of the window: 18:00–19:00. */
    public String getPeakHour() {
        OptionalInt peak = latest.hourOfDay(window.get()).peak();
        return peak.isEmpty() ? "–" : "%02d:00–%02d:00".formatted(peak.getAsInt(), (peak.getAsInt() + 1) % 24);
    }

    /** In the last hour, of those who were active in it. */
    public double getEventsPerUser() {
        long users = getOverview().users().active1h();
        return users == 0 ? 0 : (double) getOverview().events().last1h() / users;
    }

    /** Mean of 24 hours. */
    public double getZapsPerHour() {
        return getOverview().zaps().last24h() / 24.0;
    }

    /** In sats, mean of 24 hours. */
    public long getAverageZap() {
        long zaps = getOverview().zaps().last24h();
        return zaps == 0 ? 0 : getOverview().zaps().sats24h() / zaps;
    }

    public Chart getActivity() {
        return TimelineChart.areas(timeline(), window.getInterval());
    }

    public Chart getTypes() {
        return Chart.doughnut(List.of("Notes", "Reactions", "Reposts", "Zaps", "Other"))
                .series(
                        "Events",
                        "notes,reactions,reposts,zaps,other",
                        List.of(
                                sum(Bucket::notes),
                                sum(Bucket::reactions),
                                sum(Bucket::reposts),
                                sum(Bucket::zaps),
                                sum(Bucket::other)))
                .unit("events");
    }

    public Chart getNotesOverTime() {
        return columns().series("Notes", "notes", timeline(), Bucket::notes).unit("notes");
    }

    public Chart getZapsOverTime() {
        return columns().series("Zaps", "zaps", timeline(), Bucket::zaps).unit("zaps");
    }

    public Chart getHours() {
        HourOfDay hours = latest.hourOfDay(window.get());
        List<String> names = IntStream.range(0, hours.counts().size())
                .mapToObj(hour -> "%02d:00".formatted(hour))
                .toList();
        return Chart.columns(names).series("Events", "1", hours.counts()).unit("events");
    }

    public Chart getKinds() {
        List<Network.Kind> kinds = latest.kinds(KINDS_SHOWN);
        return Chart.bars(kinds.stream().map(kind -> KindName.of(kind.kind())).toList())
                .series("Stored", "1", kinds, Network.Kind::events)
                .unit("events");
    }

    public Chart getUsersHistory() {
        return lines().series("Users", "1", history(), Snapshot::usersTotal).unit("users");
    }

    public Chart getActiveHistory() {
        return lines().series("Active in 24 h", "1", history(), Snapshot::active24h)
                .series("New in 24 h", "3", history(), Snapshot::new24h)
                .unit("users");
    }

    public Chart getEventsHistory() {
        return areas().series("Events in 24 h", "notes", history(), Snapshot::events24h)
                .unit("events");
    }

    public Chart getSatsHistory() {
        return areas().series("Sats in 24 h", "zaps", history(), Snapshot::sats24h)
                .unit("sats");
    }

    /** The days on which somebody began, newest first. */
    public List<Newcomers.Day> getNewcomers() {
        List<Newcomers.Day> days = new ArrayList<>(users.newcomers());
        days.removeIf(day -> day.people() == 0);
        Collections.reverse(days);
        return days;
    }

    /** How many of those who began on a day came back; days that are not over are gaps. */
    public Chart getRetention() {
        List<Newcomers.Day> days = users.newcomers();
        return Chart.lines(days.stream()
                        .map(day -> day.day().atStartOfDay(ZoneOffset.UTC).toInstant())
                        .toList())
                .series("After 1 day", "1", days, Newcomers.Day::retention1)
                .series("7 days", "3", days, Newcomers.Day::retention7)
                .series("30 days", "2", days, Newcomers.Day::retention30)
                .unit("%");
    }

    /** In which languages the notes of the window are written. */
    public Chart getLanguages() {
        List<Languages.Count> counts =
                languages.counts(window.get()).stream().limit(LANGUAGES_SHOWN).toList();
        return Chart.bars(counts.stream()
                        .map(count -> languageName(count.language()))
                        .toList())
                .series("Notes", "3", counts, Languages.Count::notes)
                .unit("notes");
    }

    static String languageName(String code) {
        if (code == null) {
            return "Not looked at yet";
        }
        return code.equals(TextLanguage.UNDETERMINED)
                ? "Undetermined"
                : Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
    }

    private Chart columns() {
        return Chart.columns(timeline().stream().map(Bucket::time).toList(), window.getInterval());
    }

    private Chart lines() {
        return Chart.lines(times());
    }

    private Chart areas() {
        return Chart.areas(times(), Duration.ZERO);
    }

    private List<Instant> times() {
        return history().stream().map(Snapshot::time).toList();
    }

    private long sum(ToLongFunction<Bucket> number) {
        return timeline().stream().mapToLong(number).sum();
    }

    private List<Bucket> timeline() {
        if (timeline == null) {
            timeline = latest.timeline(Duration.ofHours(window.get().hours()), window.getInterval());
        }
        return timeline;
    }

    private List<Snapshot> history() {
        if (history == null) {
            history = latest.history(window.get());
        }
        return history;
    }
}
