package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.dvm.DvmKinds;
import org.nostrobservatory.dvm.DvmNetwork;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenJobWindow;

/** What {@code dvms.xhtml} shows: all data vending machines together. */
@Named
@RequestScoped
public class DvmsPage {

    private static final int SHOWN = 8;

    @Inject
    private LatestDvms latest;

    @Inject
    private ChosenJobWindow window;

    @Inject
    private Address address;

    private DvmNetwork.Overview overview;

    public DvmNetwork.Overview getOverview() {
        if (overview == null) {
            overview = latest.overview(window.get());
        }
        return overview;
    }

    /** Whether nothing at all is known of data vending machines. */
    public boolean isBlank() {
        return getOverview().requests()
                        + getOverview().responses()
                        + getOverview().feedback()
                == 0;
    }

    public List<Choice> getViews() {
        return SeriesChart.VIEWS;
    }

    public String getView() {
        return SeriesChart.view(address);
    }

    private List<Instant> times() {
        return series().stream().map(DvmNetwork.Interval::time).toList();
    }

    private List<DvmNetwork.Interval> series() {
        return getOverview().series();
    }

    public Chart getJobs() {
        return SeriesChart.of(address, window.get(), times())
                .series("Requests", "1", SeriesChart.values(address, series(), DvmNetwork.Interval::requests))
                .series("Responses", "3", SeriesChart.values(address, series(), DvmNetwork.Interval::responses))
                .series("Feedback", "2", SeriesChart.values(address, series(), DvmNetwork.Interval::feedback));
    }

    /** Not summed up: the same people come again. */
    public Chart getActors() {
        return Chart.lines(times())
                .series("Users", "1", series(), DvmNetwork.Interval::users)
                .series("DVMs", "3", series(), DvmNetwork.Interval::dvms);
    }

    public List<Dvms.Entry> getDvms() {
        return latest.dvms(window.get()).dvms().stream()
                .filter(dvm -> dvm.responses() + dvm.feedback() > 0)
                .limit(SHOWN)
                .toList();
    }

    public List<DvmKinds.Entry> getKinds() {
        return latest.kinds(window.get()).kinds().stream()
                .filter(kind -> kind.requests() + kind.responses() > 0)
                .sorted(KindOrder.REQUESTS.comparator(false))
                .limit(SHOWN)
                .toList();
    }

    public DvmNetwork.Others getOthers() {
        return latest.others(SHOWN);
    }
}
