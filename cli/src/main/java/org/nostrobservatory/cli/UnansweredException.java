package org.nostrobservatory.cli;

/** The server did not answer, or not as it should. The message is for the user. */
class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    /** @param temporary whether the same question may be answered later */
    UnansweredException(String message, boolean temporary, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    UnansweredException(String message) {
        this(message, false, null);
    }

    /** Whether the same question may be answered later. */
    boolean isTemporary() {
        return temporary;
    }
}
