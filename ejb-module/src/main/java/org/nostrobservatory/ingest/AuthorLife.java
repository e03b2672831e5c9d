package org.nostrobservatory.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * When the first and the last stored event of an author were signed: bounds for questions about the table {@code event}.
 *
 * @param first unix seconds, as {@code last}; both are 0 without events
 */
public record AuthorLife(long first, long last) {

    private static final long YEAR = 365 * 86_400L;

    /** From the columns {@code first_event_at} and {@code last_event_at} of {@code author}. */
    public static AuthorLife read(ResultSet row) throws SQLException {
        return new AuthorLife(row.getLong("first_event_at"), row.getLong("last_event_at"));
    }

    /**
     * The last year of it until then. Each month is a partition, which takes longer to plan for than to read from.
     *
     * @param until unix seconds
     */
    public AuthorLife lastYear(long until) {
        long end = Math.min(until, last);
        return new AuthorLife(Math.max(end - YEAR, first), end);
    }
}
