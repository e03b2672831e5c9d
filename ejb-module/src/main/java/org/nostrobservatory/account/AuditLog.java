package org.nostrobservatory.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.schema.Database;

/** Who did what: every action of an administrator, in the database and in the server's log. */
@Stateless
public class AuditLog {

    /**
     * An action.
     *
     * @param action a word or two, such as {@code relay added}
     * @param subject what it was done to: a relay's URL, the name of a job; empty for all
     */
    public record Entry(long id, Instant at, String account, String action, String subject) {}

    private static final Logger LOG = System.getLogger(AuditLog.class.getName());
    private static final int SUBJECT_CHARS = 2_100;

    @Inject
    private Database database;

    public AuditLog() {}

    AuditLog(Database database) {
        this.database = database;
    }

    /** Writes down what somebody has done. */
    public void add(String account, String action, String subject) {
        // A line of the log stays a line.
        String clean = Database.text(subject, SUBJECT_CHARS).replaceAll("\\p{Cntrl}", " ");
        LOG.log(Level.INFO, "{0}: {1} {2}", account, action, clean);
        database.update("insert into audit_entry (account, action, subject) values (?, ?, ?)", account, action, clean);
    }

    /**
     * Newest first.
     *
     * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the newest
     */
    public List<Entry> list(long before, int limit) {
        return database.query(
                "select id, at, account, action, subject from audit_entry where id < ? order by id desc limit ?",
                row -> new Entry(
                        row.getLong("id"),
                        Database.instant(row, "at"),
                        row.getString("account"),
                        row.getString("action"),
                        row.getString("subject")),
                before,
                limit);
    }
}
