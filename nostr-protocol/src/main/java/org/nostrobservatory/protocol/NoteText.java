package org.nostrobservatory.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds what is more than words in the text of a note: web addresses, {@code nostr:} references (NIP-27), hashtags.
 * Neither of them begins inside another. Takes time in proportion to the length of the text, whatever it holds.
 */
public final class NoteText {

    /** What has been found. Each is still to be judged: a {@code URL} need not be a right one. */
    public enum Part {
        /** What lies between the others. */
        WORDS,
        /** From {@code http://} or {@code https://} on. */
        URL,
        /** From {@code nostr:} on. */
        REFERENCE,
        /** Without the number sign. */
        HASHTAG
    }

    /** A piece of a text; {@code text} as {@link Part} says. */
    public record Piece(Part part, String text) {}

    private interface Finding {
        void at(Part part, int begin, int end);
    }

    private static final String REFERENCE_SCHEME = "nostr:";
    /** What ends a sentence or an emphasis rather than an address, as in GitHub's Markdown (section 6.9). */
    private static final String PUNCTUATION = "?!.,:;*_~'…";
    /** East Asian punctuation, before and after which writers leave no space. */
    private static final String EAST_ASIAN_PUNCTUATION = "、。，．！？：；";

    private NoteText() {}

    /** The whole text in pieces, in order; only the number signs of hashtags are missing. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int[] done = {0};
        find(text, (part, begin, end) -> {
            if (begin > done[0]) {
                pieces.add(new Piece(Part.WORDS, text.substring(done[0], begin)));
            }
            pieces.add(new Piece(part, inner(text, part, begin, end)));
            done[0] = end;
        });
        if (done[0] < text.length()) {
            pieces.add(new Piece(Part.WORDS, text.substring(done[0])));
        }
        return pieces;
    }

    /** Reports all parts but words in order. */
    static void scan(String text, BiConsumer<Part, String> found) {
        find(text, (part, begin, end) -> found.accept(part, inner(text, part, begin, end)));
    }

    private static void find(String text, Finding found) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            Part part = c == 'h' || c == 'H'
                    ? Part.URL
                    : c == 'n' || c == 'N' ? Part.REFERENCE : isNumberSign(c) ? Part.HASHTAG : null;
            int end = part == null ? i : end(part, text, i);
            if (end > i) {
                found.at(part, i, end);
                i = end;
            } else {
                i++;
            }
        }
    }

    private static String inner(String text, Part part, int begin, int end) {
        return text.substring(part == Part.HASHTAG ? begin + 1 : begin, end);
    }

    /** Where the part that begins here ends; here, if there is none. */
    private static int end(Part part, String text, int begin) {
        return switch (part) {
            case URL -> endOfUrl(text, begin);
            case REFERENCE -> endOfReference(text, begin);
            case HASHTAG -> endOfHashtag(text, begin);
            case WORDS -> begin;
        };
    }

    private static int endOfUrl(String text, int begin) {
        int afterScheme = endOfScheme(text, begin);
        if (afterScheme == begin) {
            return begin;
        }
        int end = afterScheme;
        int round = 0;
        int square = 0;
        while (end < text.length() && !endsUrl(text.codePointAt(end))) {
            round += balance(text.charAt(end), '(', ')');
            square += balance(text.charAt(end), '[', ']');
            end += Character.charCount(text.codePointAt(end));
        }
        // A bracket that was opened before the address is closed after it.
        while (end > afterScheme) {
            char last = text.charAt(end - 1);
            if (last == ')' && round < 0) {
                round++;
            } else if (last == ']' && square < 0) {
                square++;
            } else if (PUNCTUATION.indexOf(last) < 0) {
                return end;
            }
            end--;
        }
        return begin;
    }

    private static int endOfScheme(String text, int begin) {
        for (String scheme : new String[] {"https://", "http://"}) {
            if (text.regionMatches(true, begin, scheme, 0, scheme.length())) {
                return begin + scheme.length();
            }
        }
        return begin;
    }

    private static int balance(char c, char opening, char closing) {
        return c == opening ? 1 : c == closing ? -1 : 0;
    }

    private static boolean endsUrl(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            case Character.START_PUNCTUATION, Character.END_PUNCTUATION -> c >= 0x80;
            // To browsers a backslash is a slash, so that an address with one is not what it seems.
            default -> "\"<>`\\".indexOf(c) >= 0 || EAST_ASIAN_PUNCTUATION.indexOf(c) >= 0;
        };
    }

    private static int endOfReference(String text, int begin) {
        if (!text.regionMatches(true, begin, REFERENCE_SCHEME, 0, REFERENCE_SCHEME.length())) {
            return begin;
        }
        int start = begin + REFERENCE_SCHEME.length();
        int end = start;
        while (end < text.length() && isAsciiLetterOrDigit(text.charAt(end))) {
            end++;
        }
        // The next one may follow at once.
        int next = end - REFERENCE_SCHEME.length() + 1;
        if (next >= start && text.regionMatches(true, next, REFERENCE_SCHEME, 0, REFERENCE_SCHEME.length())) {
            end = next;
        }
        return end > start ? end : begin;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Letters, marks, digits and underscores, among them at least one letter; after no word and no address. */
    private static int endOfHashtag(String text, int begin) {
        if (begin > 0 && !canStandBeforeHashtag(text.codePointBefore(begin))
                || endOfScheme(text, begin + 1) > begin + 1) {
            return begin;
        }
        int end = begin + 1;
        boolean letter = false;
        int i = end;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isWordPart(c)) {
                letter |= Character.isLetter(c) || Character.getType(c) == Character.LETTER_NUMBER;
                end = i;
            } else if (!isJoiner(c)) {
                break;
            }
        }
        return letter ? end : begin;
    }

    /** In {@code example.com/#part} and {@code &#39;} there is none, and {@code ##} is a headline's. */
    private static boolean canStandBeforeHashtag(int c) {
        return !isWordPart(c) && !isNumberSign(c) && c != '/' && c != '&';
    }

    /** The full-width one is that of East Asian keyboards. */
    private static boolean isNumberSign(int c) {
        return c == '#' || c == '＃';
    }

    private static boolean isWordPart(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> c == '_';
        };
    }

    /** Persian and the scripts of India have words with these, invisible, inside. */
    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }
}
