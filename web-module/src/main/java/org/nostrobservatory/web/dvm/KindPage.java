package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.dvm.DvmKinds;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenJobWindow;
import org.nostrobservatory.web.page.Format;

/** What {@code kind.xhtml} shows: one kind of jobs. */
@Named
@RequestScoped
public class KindPage {

    private static final int TITLE = 60;

    @Inject
    private LatestDvms latest;

    @Inject
    private ChosenJobWindow window;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private boolean looked;
    private Integer number;
    private DvmKinds.Entry kind;

    /** Looks it up, and says in the answer's status whether there is one. */
    public void load() {
        if (getKind() == null) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(number == null ? 400 : 404);
        }
    }

    /** Null where nothing is known of the kind, or it is none. */
    public DvmKinds.Entry getKind() {
        if (!looked) {
            number = asked();
            kind = number == null ? null : latest.kind(number, window.get()).orElse(null);
            looked = true;
        }
        return kind;
    }

    private Integer asked() {
        try {
            return address.get("kind") == null ? null : KindResource.number(address.get("kind"));
        } catch (ProblemException e) {
            return null;
        }
    }

    public boolean isKnown() {
        return getKind() != null;
    }

    public String getTitle() {
        if (!isKnown()) {
            return "No such kind";
        }
        return kind.title() == null ? "Kind " + kind.kind() : format.excerpt(kind.title(), TITLE);
    }

    public List<DvmKinds.Supporter> getSupporters() {
        return details().supporters();
    }

    private DvmKinds.Details details() {
        return latest.kindDetails(number, window.get());
    }

    public List<Choice> getViews() {
        return SeriesChart.VIEWS;
    }

    public String getView() {
        return SeriesChart.view(address);
    }

    public Chart getSeries() {
        List<DvmKinds.Interval> series = details().series();
        return SeriesChart.of(
                        address,
                        window.get(),
                        series.stream().map(DvmKinds.Interval::time).toList())
                .series("Requests", "1", SeriesChart.values(address, series, DvmKinds.Interval::requests))
                .series("Responses", "3", SeriesChart.values(address, series, DvmKinds.Interval::responses));
    }
}
