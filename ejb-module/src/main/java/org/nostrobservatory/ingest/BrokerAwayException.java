package org.nostrobservatory.ingest;

import jakarta.ejb.ApplicationException;

/** The broker does not answer in time, or refuses. */
@ApplicationException
public class BrokerAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
