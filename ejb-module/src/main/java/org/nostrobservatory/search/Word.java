package org.nostrobservatory.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A word of a text: letters, marks and digits. Where words are written without spaces between them (Chinese, Japanese, Thai,
 * Lao, Khmer, Burmese) every two neighbouring characters are one, so that any piece of the text is found.
 *
 * @param text in the form in which spellings are equal: NFKC, lower case, without accents and invisible characters
 * @param begin where it begins in the text, in chars
 * @param end after its last char
 */
record Word(String text, int begin, int end) {

    /** Longer ones are no words, but codes. In chars, as written. */
    static final int MAX_LENGTH = 100;

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** Accents, vowel points and the like that many writers leave out; but Cyrillic й is another letter than и. */
    private static final Pattern ACCENTS = Pattern.compile(
            "(?<!\\u0438)[\\u0300-\\u036F]|[\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0640"
                    + "\\u064B-\\u065F\\u0670]");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{FE00}-\\x{FE0F}]");

    /** What Unicode does not take apart. */
    private static final Map<Character, String> LETTERS = Map.of(
            'ß', "ss", 'æ', "ae", 'œ', "oe", 'ø', "o", 'đ', "d", 'ð', "d", 'ł', "l", 'þ', "th", 'ı', "i", 'ħ', "h");

    private static final Pattern LETTER = Pattern.compile("[ßæœøđðłþıħ]");

    /** The words of a text in their order, so many at most. */
    static List<Word> of(String text, int limit) {
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < text.length() && words.size() < limit) {
            int c = text.codePointAt(i);
            if (!isWordPart(c)) {
                i += Character.charCount(c);
                continue;
            }
            boolean spaceless = isWithoutSpaces(c);
            int end = endOfRun(text, i, spaceless);
            if (spaceless) {
                addPairs(text, i, end, words);
            } else {
                add(text, i, end, words);
            }
            i = end;
        }
        return words.size() <= limit ? words : words.subList(0, limit);
    }

    private static int endOfRun(String text, int begin, boolean spaceless) {
        int end = begin;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            boolean passedOver = Character.getType(c) == Character.FORMAT;
            if (!passedOver && (!isWordPart(c) || isWithoutSpaces(c) != spaceless && !isMark(c))) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static void addPairs(String text, int begin, int end, List<Word> words) {
        int first = begin;
        int second = first + Character.charCount(text.codePointAt(first));
        if (second >= end) {
            add(text, first, end, words);
        }
        while (second < end) {
            int next = second + Character.charCount(text.codePointAt(second));
            add(text, first, next, words);
            first = second;
            second = next;
        }
    }

    private static void add(String text, int begin, int end, List<Word> words) {
        if (end - begin <= MAX_LENGTH) {
            String folded = fold(text.substring(begin, end));
            if (!folded.isEmpty()) {
                words.add(new Word(folded, begin, end));
            }
        }
    }

    /** The form in which spellings of a word are equal. */
    static String fold(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (isAscii(lower)) {
            return lower;
        }
        String visible = INVISIBLE.matcher(lower).replaceAll("");
        String apart = Normalizer.normalize(visible, Normalizer.Form.NFKD);
        String plain = ACCENTS.matcher(apart).replaceAll("");
        String simple = LETTER.matcher(plain)
                .replaceAll(match -> LETTERS.get(match.group().charAt(0)));
        // What NFKD brings forth may be a capital or a sign.
        String joined = Normalizer.normalize(simple, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return joined.codePoints().allMatch(Word::isWordPart) ? joined : "";
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** The sign of long vowels belongs to both Japanese scripts, and so to none. */
    private static boolean isWithoutSpaces(int c) {
        return c >= 0x0E00 && (WITHOUT_SPACES.contains(UnicodeScript.of(c)) || c == 0x30FC || c == 0xFF70);
    }
}
