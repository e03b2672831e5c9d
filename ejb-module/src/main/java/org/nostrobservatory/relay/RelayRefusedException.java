package org.nostrobservatory.relay;

import jakarta.ejb.ApplicationException;

/** A relay cannot be added or removed; the message says why, for people. */
@ApplicationException(rollback = true)
public class RelayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether it is because of what is known already, and not of the address. */
    private final boolean conflict;

    private RelayRefusedException(String message, boolean conflict) {
        super(message);
        this.conflict = conflict;
    }

    static RelayRefusedException unreachable(String reason) {
        return new RelayRefusedException("This relay can never be connected to: " + reason + ".", false);
    }

    static RelayRefusedException known() {
        return new RelayRefusedException("This relay is collected from already.", true);
    }

    static RelayRefusedException configured() {
        return new RelayRefusedException(
                "This relay is named in OBSERVATORY_RELAYS and would be back at the next start: take it out there, or pause it.",
                true);
    }

    public boolean isConflict() {
        return conflict;
    }
}
