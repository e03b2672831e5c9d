package org.nostrobservatory.web.api;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.score.Window;

/** What stands in a request, checked. What is wrong is answered with a 400 that says what is allowed. */
public final class Parameters {

    /** Entries that a list has at most. */
    public static final int MAX_LIMIT = 1000;

    /** Values that one parameter has at most. */
    public static final int MAX_VALUES = 100;

    private static final int MAX_ELEMENTS = 2000;
    private static final int MINUTES_A_DAY = 1440;

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

    /**
     * How long the elements of a timeline are, so that there are {@value #MAX_ELEMENTS} at most.
     *
     * @param hours that the timeline covers
     * @param minutes as it stands in the request; an hour where it is absent
     */
    public static Duration interval(int hours, String minutes) {
        int interval = integer("interval", minutes, 1, MINUTES_A_DAY, 60);
        int smallest = (hours * 60 + MAX_ELEMENTS - 1) / MAX_ELEMENTS;
        if (interval < smallest) {
            throw ProblemException.badRequest("That would be more than " + MAX_ELEMENTS + " elements: for " + hours
                    + " hours, interval is at least " + smallest + ".");
        }
        return Duration.ofMinutes(interval);
    }

    /** How many entries of a list are wanted. */
    public static int limit(String text, int otherwise) {
        return integer("limit", text, 1, MAX_LIMIT, otherwise);
    }

    /**
     * The values of a parameter that may stand there several times, or once with commas.
     *
     * @param texts as they stand in the request
     * @param value reads one of them
     * @return null where the parameter is absent
     */
    public static <T> Set<T> values(String name, List<String> texts, Function<String, T> value) {
        if (texts.isEmpty()) {
            return null;
        }
        List<String> items = texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .toList();
        if (items.size() > MAX_VALUES) {
            throw ProblemException.badRequest(name + " has " + MAX_VALUES + " values at most.");
        }
        Set<T> values = new LinkedHashSet<>();
        items.forEach(item -> values.add(value.apply(item)));
        return values;
    }

    /**
     * A point in time: unix seconds, or ISO-8601 with a zone.
     *
     * @param text as it stands in the request; null where the parameter is absent
     */
    public static OptionalLong seconds(String name, String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    text.matches("[0-9]{1,18}")
                            ? Long.parseLong(text)
                            : Instant.parse(text).getEpochSecond());
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest(
                    name + " is a number of unix seconds, or a time such as 2026-01-01T00:00:00Z.");
        }
    }

    /**
     * One of several words: the constants of an enumeration, as {@link #word(Enum)} writes them.
     *
     * @param text as it stands in the request; null where the parameter is absent
     * @param otherwise what an absent parameter stands for
     */
    public static <E extends Enum<E>> E word(String name, String text, E otherwise) {
        if (text == null) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(name + " is one of "
                        + Arrays.stream(constants).map(Parameters::word).collect(Collectors.joining(", "))
                        + "."));
    }

    /** How a constant is written in addresses. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether something is wanted.
     *
     * @param text as it stands in the request; false where the parameter is absent
     */
    public static boolean flag(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ProblemException.badRequest(name + " is true or false.");
    }

    /** A public key in any of its spellings. */
    public static Bytes publicKey(String text) {
        return Nip19.publicKey(text)
                .orElseThrow(() -> ProblemException.badRequest(
                        "A public key is 64 hexadecimal digits, or begins with npub1 or nprofile1."));
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
