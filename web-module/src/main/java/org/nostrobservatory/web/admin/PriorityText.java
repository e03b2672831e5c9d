package org.nostrobservatory.web.admin;

import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.ProblemException;

/** A priority as people type it. */
final class PriorityText {

    static final Actions.Change NO_CHANGE = new Actions.Change(null, null, null);

    private PriorityText() {}

    static int parse(String text) {
        if (text == null || !text.strip().matches("\\d{1,3}")) {
            throw ProblemException.badRequest("The priority is a number from 0 to " + Relays.MAX_PRIORITY + ".");
        }
        return Integer.parseInt(text.strip());
    }
}
