package org.nostrobservatory.cli;

/** The server says that what was asked makes no sense; the message says why. */
final class WrongQuestionException extends UnansweredException {

    private static final long serialVersionUID = 1L;

    WrongQuestionException(String message) {
        super(message);
    }
}
