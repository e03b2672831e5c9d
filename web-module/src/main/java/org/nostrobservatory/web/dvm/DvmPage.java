package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.dvm.DvmJobs;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenJobWindow;
import org.nostrobservatory.web.page.Format;

/** What {@code dvm.xhtml} shows: one data vending machine. Its words are its own. */
@Named
@RequestScoped
public class DvmPage {

    private static final int JOBS = 15;

    @Inject
    private LatestDvms latest;

    @Inject
    private DvmJobs jobs;

    @Inject
    private ChosenJobWindow window;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private boolean looked;
    private Bytes key;
    private Dvms.Entry dvm;
    private DvmJobs.Part part;

    /** Looks it up, and says in the answer's status whether there is one. */
    public void load() {
        if (getDvm() == null) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(key == null ? 400 : 404);
        }
    }

    /** Null where the key is no data vending machine's, or none at all. */
    public Dvms.Entry getDvm() {
        if (!looked) {
            key = Optional.ofNullable(address.get("key"))
                    .flatMap(text -> Nip19.publicKey(text.strip()))
                    .orElse(null);
            dvm = key == null ? null : latest.dvm(key, window.get()).orElse(null);
            looked = true;
        }
        return dvm;
    }

    public boolean isKnown() {
        return getDvm() != null;
    }

    public String getName() {
        return isKnown() ? format.name(dvm.name(), key) : "No DVM";
    }

    public boolean isSilent() {
        return isKnown() && dvm.silent();
    }

    private Dvms.Details details() {
        return latest.details(key, window.get());
    }

    public List<Dvms.KindJobs> getKinds() {
        return details().kinds();
    }

    public Dvms.Details getDetails() {
        return details();
    }

    public List<Choice> getViews() {
        return SeriesChart.VIEWS;
    }

    public String getView() {
        return SeriesChart.view(address);
    }

    public Chart getSeries() {
        List<Dvms.Interval> series = details().series();
        return SeriesChart.of(
                        address,
                        window.get(),
                        series.stream().map(Dvms.Interval::time).toList())
                .series("Responses", "3", SeriesChart.values(address, series, Dvms.Interval::responses))
                .series("Feedback", "2", SeriesChart.values(address, series, Dvms.Interval::feedback));
    }

    public String getState() {
        return Parameters.word(state());
    }

    private DvmJobs.State state() {
        return address.word("state", DvmJobs.State.ALL);
    }

    public List<Choice> getStates() {
        return JobsPage.STATES;
    }

    private DvmJobs.Part part() {
        if (part == null) {
            part = jobs.of(key, state(), JobsPage.place(address), JOBS, Instant.now());
        }
        return part;
    }

    public List<DvmJobs.Entry> getJobs() {
        return part().jobs();
    }

    /** A link to older jobs; null where there are none. */
    public String getOlder() {
        return part().next() == null
                ? null
                : address.with("cursor", Cursor.after(part().next().text()));
    }
}
