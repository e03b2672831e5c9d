package org.nostrobservatory.web.relay;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.relay.Relays;

/** What {@code relays.xhtml} shows. */
@Named
@ViewScoped
public class RelaysPage implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 1000;

    @Inject
    private Relays relays;

    private String filter = "";

    private transient List<RelayRow> rows;

    /** Reads anew what is shown: once a request, though the table asks often. */
    public void refresh() {
        rows = new ArrayList<>();
        for (Relays.Summary relay : relays.list("", SHOWN)) {
            RelayRow row = new RelayRow(relay);
            if (row.matches(filter)) {
                rows.add(row);
            }
        }
    }

    /** The relays that match the filter, in a list that the table may sort. */
    public List<RelayRow> getRows() {
        if (rows == null) {
            refresh();
        }
        return rows;
    }

    public String getFilter() {
        return filter;
    }

    public void setFilter(String filter) {
        this.filter = filter == null ? "" : filter;
    }

    /** What a reason for rejection means. */
    public String meaning(String code) {
        for (RejectionReason reason : RejectionReason.values()) {
            if (reason.code().equals(code)) {
                return reason.description();
            }
        }
        return "";
    }
}
