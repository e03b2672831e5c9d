package org.nostrobservatory.batch;

import jakarta.ejb.ApplicationException;

/** There is no such job. */
@ApplicationException
public class UnknownJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownJobException(String job) {
        super("There is no " + job);
    }
}
