package org.nostrobservatory.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Hashtags;
import org.nostrobservatory.protocol.Kinds;

/**
 * What is indexed beside the words of a text, so that one index answers a whole query: kind, how words were made stems of,
 * hashtags, and stretches of time. They begin with signs that no word has.
 */
final class SearchLabels {

    private static final long DAY = 86_400;

    /** A stretch of each level is eight of the one before: a day, eight days, 64 days. */
    static final int LEVELS = 3;

    private static final int BITS = 3;

    private SearchLabels() {}

    /** All labels of an event. */
    static List<String> of(Event event, String configuration) {
        List<String> labels = new ArrayList<>();
        labels.add(kind(event.kind()));
        labels.add(configuration(configuration));
        for (int level = 0; level < LEVELS; level++) {
            labels.add(stretch(event.createdAt(), level));
        }
        if (event.kind() != Kinds.PROFILE) {
            Hashtags.of(event).names().forEach(name -> labels.add(hashtag(name)));
        }
        return labels;
    }

    static String kind(int kind) {
        return "%k" + kind;
    }

    /** The text search configuration of PostgreSQL that made stems of the words. */
    static String configuration(String name) {
        return "%c" + name;
    }

    /** @param name in its normal form */
    static String hashtag(String name) {
        return "#" + name;
    }

    /** The stretch of time that this second lies in. */
    static String stretch(long time, int level) {
        return "%t" + level + "." + number(time, level);
    }

    /** The first second of the stretch that this one lies in. */
    static long beginOfStretch(long time, int level) {
        return (number(time, level) << BITS * level) * DAY;
    }

    private static long number(long time, int level) {
        return Math.floorDiv(time, DAY) >> BITS * level;
    }

    /** One of these labels, as part of a tsquery. */
    static String anyOf(Collection<String> labels) {
        return labels.stream().map(SearchLabels::quoted).collect(Collectors.joining(" | ", "(", ")"));
    }

    /** As PostgreSQL reads a lexeme in a tsquery. */
    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
