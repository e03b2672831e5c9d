package org.nostrobservatory.protocol;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The hashtags of an event: the values of its {@code t} tags (NIP-24) and the {@code #words} of its text, each once.
 *
 * <p>A word is made of letters, marks, digits and underscores, with at least one letter; it ends before a hyphen or an
 * emoji, on which clients disagree. A {@code t} tag may be any text: a client that takes more into a hashtag says so
 * there.
 *
 * @param names in their normal form, those of tags first; at most {@link #MAX_NUMBER}
 * @param dropped how many others there were: longer than {@link #MAX_LENGTH}, without anything to see, with control
 *     characters, or too many
 */
public record Hashtags(List<String> names, int dropped) {

    /** In code points of the normal form. */
    public static final int MAX_LENGTH = 100;

    public static final int MAX_NUMBER = 100;

    /** One code point is at most two chars, and the normal form seldom shorter than what is written. */
    private static final int MAX_RAW_CHARS = 4 * MAX_LENGTH;

    /** Nothing to see, and so a way to write the same word differently: formats, variation selectors, fillers. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FFA0}"
                    + "\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\p{Z}\\t\\n\\u000B\\f\\r\\u0085]+");
    private static final Pattern LEADING_NUMBER_SIGNS = Pattern.compile("^[# ]+");
    private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    public Hashtags {
        names = List.copyOf(names);
    }

    /** Reads them from an event of a kind whose content is text. */
    public static Hashtags of(Event event) {
        Set<String> raw = new LinkedHashSet<>();
        event.tags("t").forEach(tag -> tag.value().ifPresent(raw::add));
        NoteText.scan(event.content(), (part, text) -> {
            if (part == NoteText.Part.HASHTAG) {
                raw.add(text);
            }
        });
        Set<String> names = new LinkedHashSet<>();
        int unusable = 0;
        for (String text : raw) {
            Optional<String> name = normalise(text);
            name.ifPresent(names::add);
            unusable += name.isPresent() ? 0 : 1;
        }
        Bounded<String> bounded = Bounded.of(names, MAX_NUMBER);
        return new Hashtags(bounded.kept(), bounded.dropped() + unusable);
    }

    /**
     * The form in which spellings of one hashtag are equal: NFKC, lower case without regard to a language, without
     * leading number signs and invisible characters, single spaces. None where nothing is left or too much.
     */
    public static Optional<String> normalise(String text) {
        if (text.length() > MAX_RAW_CHARS) {
            return Optional.empty();
        }
        // Lower case can break composition, and composition brings forth what is to be removed: hence the order.
        String folded = nfkc(nfkc(INVISIBLE.matcher(text).replaceAll("")).toLowerCase(Locale.ROOT));
        String visible = INVISIBLE.matcher(folded).replaceAll("");
        String spaced = WHITE_SPACE.matcher(visible).replaceAll(" ");
        String name = LEADING_NUMBER_SIGNS.matcher(spaced).replaceFirst("").strip();
        boolean usable = !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_LENGTH
                && !UNUSABLE.matcher(name).find();
        return usable ? Optional.of(name) : Optional.empty();
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
