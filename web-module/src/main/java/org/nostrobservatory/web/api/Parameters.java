package org.nostrobservatory.web.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.score.Window;

/** What stands in a request, checked. What is wrong is answered with a 400 that says what is allowed. */
public final class Parameters {

    /** Entries that a list has at most. */
    public static final int MAX_LIMIT = 1000;

    private Parameters() {}

    /**
     * A whole number.
     *
     * @param text as it stands in the request; null where the parameter is absent
     * @param otherwise the number that an absent parameter stands for
     */
    public static int integer(String name, String text, int min, int max, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw ProblemException.badRequest(name + " is an integer from " + min + " to " + max + ".");
    }

    /**
     * How far back, in hours.
     *
     * @param hours as it stands in the request; a day where it is absent
     */
    public static Window window(String hours) {
        if (hours == null) {
            return Window.HOURS_24;
        }
        return Arrays.stream(Window.values())
                .filter(window -> Integer.toString(window.hours()).equals(hours))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("hours is one of "
                        + Arrays.stream(Window.values())
                                .map(window -> Integer.toString(window.hours()))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** How many entries of a list are wanted. */
    public static int limit(String text, int otherwise) {
        return integer("limit", text, 1, MAX_LIMIT, otherwise);
    }

    /** An event's id in any of its spellings. */
    public static Bytes eventId(String text) {
        return Nip19.eventId(text)
                .orElseThrow(() -> ProblemException.badRequest(
                        "An event id is 64 hexadecimal digits, or begins with note1 or nevent1."));
    }

    /** A relay's address, also where a proxy has made one slash of the two after the scheme. */
    public static RelayUrl relayUrl(String text) {
        String repaired = text.replaceFirst("^(wss?):/(?!/)", "$1://");
        return RelayUrl.parse(repaired)
                .orElseThrow(() -> ProblemException.badRequest(
                        "A relay is named by its URL, percent-encoded: wss%3A%2F%2Frelay.example.com"));
    }
}
