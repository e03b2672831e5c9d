package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.dvm.DvmJobs;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Choice;

/** What {@code jobs.xhtml} shows: the latest jobs. */
@Named
@RequestScoped
public class JobsPage {

    /** What people may choose. */
    static final List<Choice> STATES = List.of(
            Choice.of("all", "All"),
            new Choice("answered", "Answered", "With a result"),
            new Choice("unanswered", "Unanswered", "Neither a result nor an error"),
            new Choice("failed", "Failed", "An error, and no result"),
            new Choice("undelivered", "Undelivered", "Paid, and no result"));

    private static final int SHOWN = 30;

    @Inject
    private DvmJobs jobs;

    @Inject
    private Address address;

    private DvmJobs.Part part;

    public String getState() {
        return Parameters.word(state());
    }

    private DvmJobs.State state() {
        return address.word("state", DvmJobs.State.ALL);
    }

    public List<Choice> getStates() {
        return STATES;
    }

    /** What was looked up and is no id; empty otherwise. */
    public String getWrongId() {
        String id = address.get("id");
        return id == null || Nip19.eventId(id.strip()).isPresent() ? "" : id;
    }

    /** Null where all kinds are wanted, or the address says nonsense. */
    public Integer getKind() {
        try {
            return address.get("kind") == null ? null : KindResource.number(address.get("kind"));
        } catch (ProblemException e) {
            return null;
        }
    }

    private DvmJobs.Part part() {
        if (part == null) {
            part = jobs.latest(state(), getKind(), place(address), SHOWN, Instant.now());
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

    /** Where the list goes on; from the beginning where somebody wrote the address. */
    static DvmJobs.Place place(Address address) {
        try {
            return DvmJobResource.place(address.get("cursor"));
        } catch (ProblemException e) {
            return null;
        }
    }
}
