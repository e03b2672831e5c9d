package org.nostrobservatory.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The piece of a text where the words are that somebody searched for.
 *
 * @param text a stranger's: to be escaped in pages. Where something is left out there is an ellipsis
 * @param matches in their order, without overlaps
 */
public record Preview(String text, List<Range> matches) {

    /** A piece of a text, in UTF-16 units as Java and JavaScript count them; {@code end} is after the last. */
    public record Range(int begin, int end) {}

    /** In chars, about. */
    private static final int LENGTH = 280;

    /** How much is shown before the first match. */
    private static final int BEFORE = 60;

    /** Words of a text that are looked at. */
    private static final int MAX_WORDS = 16_000;

    private static final String ELLIPSIS = "…";

    /** What an inflected word can have more than its stem. */
    private static final int LONGEST_ENDING = 4;

    private static final int SHORTEST_STEM = 3;

    public Preview {
        matches = List.copyOf(matches);
    }

    /** @param stems of the words that were searched for, in any language */
    static Preview of(String text, Set<String> stems) {
        List<Word> found = Word.of(text, MAX_WORDS).stream()
                .filter(word -> matches(word.text(), stems))
                .toList();
        int begin = found.isEmpty() ? 0 : begin(text, found.get(0).begin());
        int end = end(text, Math.min(text.length(), begin + LENGTH));
        String before = begin > 0 ? ELLIPSIS : "";
        int shift = before.length() - begin;
        List<Range> ranges = new ArrayList<>();
        for (Word word : found) {
            if (word.end() <= end) {
                add(new Range(word.begin() + shift, word.end() + shift), ranges);
            }
        }
        return new Preview(before + text.substring(begin, end) + (end < text.length() ? ELLIPSIS : ""), ranges);
    }

    /** Where words are written without spaces, matches overlap. */
    private static void add(Range range, List<Range> ranges) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() >= range.begin()) {
            ranges.set(last, new Range(ranges.get(last).begin(), range.end()));
        } else {
            ranges.add(range);
        }
    }

    /** What PostgreSQL's stemmers found is not told: nearly always a stem begins its words. */
    private static boolean matches(String word, Set<String> stems) {
        if (stems.contains(word)) {
            return true;
        }
        for (int length = Math.max(SHORTEST_STEM, word.length() - LONGEST_ENDING); length < word.length(); length++) {
            if (stems.contains(word.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    private static int begin(String text, int match) {
        if (match <= BEFORE || text.length() <= LENGTH) {
            return 0;
        }
        for (int i = match - BEFORE; i < match; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return wholePair(text, match - BEFORE);
    }

    private static int end(String text, int latest) {
        if (latest == text.length()) {
            return latest;
        }
        for (int i = latest; i > latest - BEFORE; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return wholePair(text, latest);
    }

    private static int wholePair(String text, int place) {
        return place > 0 && Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }
}
