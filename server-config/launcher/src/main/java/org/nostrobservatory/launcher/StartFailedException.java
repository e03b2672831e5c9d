package org.nostrobservatory.launcher;

/** A part could not be started. The message is for the operator: what failed and, where known, what to do. */
public class StartFailedException extends RuntimeException {

    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
