package org.nostrobservatory.web.note;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nostrobservatory.note.Threads;
import org.nostrobservatory.protocol.Bytes;

/** Where the answers to an event go on, in the address of a page. */
final class AnswerCursor {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,19})-([0-9a-f]{64})");

    private AnswerCursor() {}

    static String write(Threads.Place place) {
        return place.createdAt() + "-" + place.id().hex();
    }

    /** Empty where it is none of ours, and where the address has none. */
    static Optional<Threads.Place> read(String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            long createdAt = Long.parseLong(matcher.group(1));
            return Optional.of(new Threads.Place(createdAt, Bytes.fromHex(matcher.group(2))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
