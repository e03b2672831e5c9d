package org.nostrobservatory.batch;

import jakarta.ejb.ApplicationException;

/** The execution cannot be restarted: it completed, or it is not the newest of its job. */
@ApplicationException
public class NotRestartableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRestartableException(long executionId, Exception cause) {
        super("Execution " + executionId + " cannot be restarted", cause);
    }
}
