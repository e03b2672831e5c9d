package org.nostrobservatory.schema;

import java.sql.SQLException;

/** The database did not do what it was asked to: the transaction is to be rolled back. */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** query_canceled */
    private static final String CANCELED = "57014";

    private final String state;

    DatabaseException(String sql, SQLException cause) {
        super(cause.getMessage() + " [" + cause.getSQLState() + "] in: " + sql.strip(), cause);
        state = cause.getSQLState();
    }

    /** Whether the statement took longer than it may: {@link Database#giveUpAfter}. */
    public boolean isTimeout() {
        return CANCELED.equals(state);
    }
}
