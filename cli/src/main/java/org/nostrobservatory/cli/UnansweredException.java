package org.nostrobservatory.cli;

/** The server did not answer, or not as it should. The message is for the user. */
final class UnansweredException extends RuntimeException {

    UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }

    UnansweredException(String message) {
        super(message);
    }
}
