package org.nostrobservatory.schema;

import java.sql.SQLException;

/** The database did not do what it was asked to: the transaction is to be rolled back. */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String sql, SQLException cause) {
        super(cause.getMessage() + " [" + cause.getSQLState() + "] in: " + sql.strip(), cause);
    }
}
