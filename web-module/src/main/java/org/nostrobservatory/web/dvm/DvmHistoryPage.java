package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.nostrobservatory.dvm.DvmHistory;
import org.nostrobservatory.dvm.DvmMonthSeries.Month;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Format;

/** What {@code dvm-history.xhtml} shows. */
@Named
@RequestScoped
public class DvmHistoryPage {

    private static final int RANKED = 10;

    @Inject
    private LatestDvmHistory latest;

    public DvmHistory.History getHistory() {
        return latest.all();
    }

    public boolean isBlank() {
        return latest.months().isEmpty();
    }

    /** Newest first, for reading. */
    public List<Month> getMonths() {
        List<Month> newest = new ArrayList<>(latest.months());
        Collections.reverse(newest);
        return newest;
    }

    /** Of all requests, how many have a result, in percent. */
    public OptionalDouble getAnswered() {
        DvmHistory.Totals totals = getHistory().totals();
        return totals.requests() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * totals.answered() / totals.requests());
    }

    /** What a milestone is called on the page. */
    public String title(DvmHistory.Milestone milestone) {
        return switch (milestone.name()) {
            case "peak-requests" -> "Most requests in a month";
            case "peak-results" -> "Most results in a month";
            case "dvms-1" -> "First DVM";
            default -> "%,dth DVM".formatted(milestone.count());
        };
    }

    /** 2024-01-31; of a peak the month alone. */
    public String date(DvmHistory.Milestone milestone) {
        String day = milestone.at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return milestone.pubkey() == null ? day.substring(0, "2024-01".length()) : day;
    }

    /** What may still happen to a month's numbers. */
    public String state(Month month) {
        String late = month.late() == 0 ? "" : ", %,d late".formatted(month.late());
        return month.revision() == 0
                ? month.state()
                : "%s, revision %d of %s%s"
                        .formatted(
                                month.state(),
                                month.revision(),
                                month.computedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                                late);
    }

    public List<DvmHistory.Veteran> getFounders() {
        return getHistory().founders().stream().limit(RANKED).toList();
    }

    public List<DvmHistory.Veteran> getTopDvms() {
        return getHistory().topDvms().stream().limit(RANKED).toList();
    }

    public List<DvmHistory.Kind> getTopKinds() {
        return getHistory().topKinds().stream().limit(RANKED).toList();
    }

    public Chart getJobs() {
        return lines().series("Requests", "1", latest.months(), Month::requests)
                .series("Results", "2", latest.months(), Month::results)
                .unit("events");
    }

    public Chart getActors() {
        return lines().series("Users", "3", latest.months(), Month::users)
                .series("DVMs", "4", latest.months(), Month::dvms)
                .unit("keys");
    }

    public Chart getTotalDvms() {
        return lines().series("DVMs so far", "4", latest.months(), Month::totalDvms)
                .unit("DVMs");
    }

    public Chart getTotalUsers() {
        return lines().series("Users so far", "3", latest.months(), Month::totalUsers)
                .unit("users");
    }

    public Chart getNewDvms() {
        return columns()
                .series("New DVMs", "4", latest.months(), Month::newDvms)
                .unit("DVMs");
    }

    public Chart getPaid() {
        return columns()
                .series("Paid", "zaps", latest.months(), Month::paidSats)
                .unit("sats");
    }

    public Chart getKinds() {
        List<DvmHistory.Kind> kinds = getTopKinds();
        return Chart.bars(kinds.stream()
                        .map(kind -> kind.title() == null
                                ? Integer.toString(kind.kind())
                                : "%d %s".formatted(kind.kind(), Format.words(kind.title())))
                        .toList())
                .series("Requests", "1", kinds, DvmHistory.Kind::requests)
                .unit("requests");
    }

    /** Over the first seconds of the months. */
    private Chart lines() {
        return Chart.lines(latest.months().stream()
                .map(month -> YearMonth.parse(month.month())
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant())
                .toList());
    }

    private Chart columns() {
        return Chart.columns(latest.months().stream().map(Month::month).toList());
    }
}
