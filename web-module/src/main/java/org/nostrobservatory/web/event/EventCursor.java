package org.nostrobservatory.web.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.ProblemException;

/** The place in a list of events, or of what events say, as clients carry it from one part to the next. */
public final class EventCursor {

    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,19}):([0-9a-f]{64})");

    private EventCursor() {}

    public static String write(Events.Place place) {
        return Cursor.after(place.createdAt() + ":" + place.id());
    }

    /** As it stands in the address of a page, where anything else shows the first part. */
    public static Optional<Events.Place> readOfPage(String cursor) {
        try {
            return read(cursor);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** @param cursor null or empty for the first part */
    public static Optional<Events.Place> read(String cursor) {
        String key = Cursor.key(cursor);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = FORMAT.matcher(key);
        if (!matcher.matches()) {
            throw Cursor.refused();
        }
        try {
            long createdAt = Long.parseLong(matcher.group(1));
            return Optional.of(new Events.Place(createdAt, Bytes.fromHex(matcher.group(2))));
        } catch (NumberFormatException e) {
            throw Cursor.refused();
        }
    }
}
