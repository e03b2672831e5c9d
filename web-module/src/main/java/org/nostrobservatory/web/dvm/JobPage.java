package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.dvm.JobDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Format;

/** What {@code job.xhtml} shows: one job as a time line and as a graph. Its words are strangers'. */
@Named
@RequestScoped
public class JobPage {

    private static final int TEXT = 300;

    @Inject
    private JobDetails details;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private boolean looked;
    private Bytes id;
    private JobDetails.Job job;

    /** Looks it up, and says in the answer's status whether there is one. */
    public void load() {
        if (getJob() == null) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(id == null ? 400 : 404);
        }
    }

    /** Null where nothing is known of such a job, or that is no id. */
    public JobDetails.Job getJob() {
        if (!looked) {
            id = Optional.ofNullable(address.get("id"))
                    .flatMap(text -> Nip19.eventId(text.strip()))
                    .orElse(null);
            job = id == null ? null : details.find(id).orElse(null);
            looked = true;
        }
        return job;
    }

    public boolean isKnown() {
        return getJob() != null;
    }

    /** Whether the address names an event at all. */
    public boolean isAsked() {
        getJob();
        return id != null;
    }

    public String getTitle() {
        if (!isKnown() || job.kind() == null) {
            return "Job";
        }
        return job.title() == null ? "Job of kind " + job.kind() : format.excerpt(job.title(), 60);
    }

    public JobDrawing getDrawing() {
        return JobDrawing.of(getJob(), format);
    }

    public List<JobDetails.Step> getSteps() {
        return getJob().steps();
    }

    /** How many events are not among the steps. */
    public long getMore() {
        long shown = getJob().steps().stream()
                .filter(step -> !step.type().equals("payment"))
                .count();
        return getJob().events() - shown;
    }

    /** When it happened: signed times may be beyond what a calendar knows. */
    public Instant time(JobDetails.Step step) {
        return UnixTime.instant(step.createdAt());
    }

    /** How long after the request; with a minus sign where it is dated before that. */
    public String after(JobDetails.Step step) {
        Long seconds = step.afterSeconds();
        if (seconds == null) {
            return "";
        }
        return (seconds < 0 ? "−" : "+") + format.duration(Math.abs(seconds));
    }

    /** What was said, on one line. */
    public String text(JobDetails.Step step) {
        return format.excerpt(step.text(), TEXT);
    }
}
