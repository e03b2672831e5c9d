package org.nostrobservatory.collector;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the collector wants to know of an event's frame before ingest has read it, found without parsing: a hint, not a
 * fact.
 *
 * @param subscription the empty string where none is found
 * @param createdAt in unix seconds
 */
record FrameGlance(String subscription, OptionalLong createdAt) {

    private static final Pattern HEAD = Pattern.compile("\\s*\\[\\s*\"EVENT\"\\s*,\\s*\"([^\"\\\\]{1,64})\"");
    private static final String CREATED_AT = "\"created_at\"";
    private static final Pattern VALUE = Pattern.compile("\\s*:\\s*(\\d{1,18})");

    static FrameGlance at(String frame) {
        return new FrameGlance(subscription(frame), createdAt(frame));
    }

    static String subscription(String frame) {
        Matcher head = HEAD.matcher(frame);
        return head.lookingAt() ? head.group(1) : "";
    }

    /** A quotation mark within a string is escaped, and a tag's item has no colon behind it: no text looks like this. */
    private static OptionalLong createdAt(String frame) {
        Matcher value = VALUE.matcher(frame);
        for (int at = frame.indexOf(CREATED_AT); at >= 0; at = frame.indexOf(CREATED_AT, at + 1)) {
            if (value.region(at + CREATED_AT.length(), frame.length()).lookingAt()) {
                return OptionalLong.of(Long.parseLong(value.group(1)));
            }
        }
        return OptionalLong.empty();
    }
}
