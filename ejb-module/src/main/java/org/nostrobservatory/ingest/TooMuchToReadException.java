package org.nostrobservatory.ingest;

import jakarta.ejb.ApplicationException;

/** To answer would take too long: there is more to look through than one question may cost. */
@ApplicationException(rollback = true)
public class TooMuchToReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuchToReadException(Throwable cause) {
        super("took too long to read", cause);
    }
}
