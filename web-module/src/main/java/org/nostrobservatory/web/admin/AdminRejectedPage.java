package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.ingest.Rejections;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Format;

/** What {@code admin/rejected.xhtml} shows: what was refused, why, and from whom. */
@Named
@RequestScoped
public class AdminRejectedPage {

    private static final int COUNTS = 200;
    private static final int EXAMPLES = 30;

    @Inject
    private Rejections rejections;

    @Inject
    private Address address;

    private List<Rejections.Count> counts;
    private List<Rejections.Example> examples;

    public List<Rejections.Count> getCounts() {
        if (counts == null) {
            counts = rejections.counts(COUNTS);
        }
        return counts;
    }

    /** Of the reason and the relay that the address names, if it names them. */
    public List<Rejections.Example> getExamples() {
        if (examples == null) {
            examples = rejections.list(address.get("reason"), address.get("relay"), EXAMPLES);
        }
        return examples;
    }

    public boolean isChosen() {
        return address.get("reason") != null || address.get("relay") != null;
    }

    /** Where the examples of a row of the counts are shown. */
    public String link(Rejections.Count count) {
        return "?reason=" + Format.encode(count.reason()) + "&relay=" + Format.encode(count.relay());
    }

    /** What a reason means. */
    public String meaning(String code) {
        for (RejectionReason reason : RejectionReason.values()) {
            if (reason.code().equals(code)) {
                return reason.description();
            }
        }
        return "";
    }

    /** What a stranger sent, fit to be shown. */
    public String words(String raw) {
        return Format.words(raw);
    }
}
