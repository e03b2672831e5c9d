package org.nostrobservatory.batch;

import jakarta.ejb.ApplicationException;

/** The execution has ended already. */
@ApplicationException
public class NotRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRunningException(long executionId, Exception cause) {
        super("Execution " + executionId + " does not run", cause);
    }
}
