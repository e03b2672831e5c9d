package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.nostrobservatory.account.AuditLog;
import org.nostrobservatory.batch.Jobs;
import org.nostrobservatory.ingest.Queues;
import org.nostrobservatory.ingest.Rejections;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.relay.RelayRow;

/** What {@code admin/index.xhtml} shows: how things are, and who did what. */
@Named
@RequestScoped
public class AdminPage {

    private static final int SHOWN = 50;

    @Inject
    private Relays relays;

    @Inject
    private Queues queues;

    @Inject
    private Rejections rejections;

    @Inject
    private Jobs jobs;

    @Inject
    private AuditLog log;

    private List<RelayRow> rows;
    private List<Queues.Depth> depths;

    private List<RelayRow> rows() {
        if (rows == null) {
            rows = relays.list("", Parameters.MAX_LIMIT).stream()
                    .map(RelayRow::new)
                    .filter(RelayRow::isEnabled)
                    .toList();
        }
        return rows;
    }

    public long getRelays() {
        return rows().size();
    }

    public long getOnline() {
        return rows().stream().filter(RelayRow::isOnline).count();
    }

    public long getPaused() {
        return rows().stream().filter(RelayRow::isPaused).count();
    }

    /** How full the queues are; empty while the broker does not answer. */
    public List<Queues.Depth> getDepths() {
        if (depths == null) {
            try {
                depths = Actions.asking(queues::depths);
            } catch (ProblemException e) {
                depths = List.of();
            }
        }
        return depths;
    }

    /** Batches on their way; null if that is not known. */
    public Long getWaiting() {
        return getDepths().isEmpty() ? null : getDepths().get(0).messages();
    }

    /** Batches that could not be processed; null if that is not known. */
    public Long getDead() {
        return getDepths().isEmpty() ? null : getDepths().get(1).messages();
    }

    public long getRejected() {
        return rejections.counts(Parameters.MAX_LIMIT).stream()
                .mapToLong(Rejections.Count::events)
                .sum();
    }

    /** The newest execution of each job that was ever started. */
    public List<Jobs.Execution> getExecutions() {
        return jobs.names().stream()
                .map(name -> jobs.history(name, 1).stream().findFirst().orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    public List<AuditLog.Entry> getLog() {
        return log.list(Long.MAX_VALUE, SHOWN);
    }
}
