package org.nostrobservatory.search;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.lang.Character.UnicodeScript;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.NoteText;
import org.nostrobservatory.protocol.NoteText.Part;

/**
 * In which language a text is written, as well as its words tell: Lingua with 39 languages and trigrams alone. Takes
 * 0.1 to 0.3 ms, and once 32 MB and half a second for the models. See docs/decisions/0009.
 */
public final class TextLanguage {

    /** What cannot be told is undetermined (ISO 639-2). */
    public static final String UNDETERMINED = "und";

    /** How much clearer than the second best the best must be, of 1: in a long text less, because chance counts less. */
    private static final double LEAD = 0.1;

    private static final double LEAD_TIMES_LETTERS = 2.5;

    /** More letters tell no more. */
    private static final int MAX_LETTERS = 120;

    /** Fewer could be of any language, unless the script tells. */
    private static final int MIN_LETTERS = 6;

    private static final int MIN_LETTERS_OF_RARE_SCRIPT = 2;

    /** Those that dozens of languages are written in. */
    private static final Set<UnicodeScript> COMMON_SCRIPTS =
            Set.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.ARABIC);

    /** Codes, user names and the like. */
    private static final Pattern WORD_WITH_DIGIT = Pattern.compile("[\\p{L}\\p{M}]*+\\p{N}[\\p{L}\\p{M}\\p{N}]*+");

    private static final Pattern NO_PART_OF_WORDS = Pattern.compile("[^\\p{L}\\p{M}'’-]+");

    /** Those most written on Nostr. The more there are the more often short texts are mistaken, or remain undetermined. */
    private static final String LANGUAGES =
            "ar bn cs da de el en es et fa fi fr he hi hr hu hy id it ja ka ko lt lv nb nl pl pt"
                    + " ro ru sk sl sv ta th tr uk vi zh";

    /** Those that can be written without any accent: Vietnamese cannot, and yet "Hello world" looks like it. */
    private static final String WITHOUT_ACCENTS = "da de en es fi fr id it nb nl pl pt sv tr";

    private static final Logger LOG = System.getLogger(TextLanguage.class.getName());

    private static final LanguageDetector DETECTOR = detector(LANGUAGES);
    private static final LanguageDetector DETECTOR_WITHOUT_ACCENTS = detector(WITHOUT_ACCENTS);

    private static LanguageDetector detector(String languages) {
        return LanguageDetectorBuilder.fromIsoCodes639_1(Arrays.stream(languages.split(" "))
                        .map(code -> IsoCode639_1.valueOf(code.toUpperCase(Locale.ROOT)))
                        .toArray(IsoCode639_1[]::new))
                .withLowAccuracyMode()
                .build();
    }

    private TextLanguage() {}

    /** The language as ISO 639-1 code, or {@link #UNDETERMINED}. Never fails: who reads text after text would not get past. */
    public static String of(String text) {
        try {
            return detect(words(text));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.WARNING, "A text without a language", e);
            return UNDETERMINED;
        }
    }

    private static String detect(String words) {
        if (!isEnough(words)) {
            return UNDETERMINED;
        }
        boolean ascii = words.chars().allMatch(c -> c < 0x80 || c == '’');
        // The best first, and 1.
        Iterator<Map.Entry<Language, Double>> best = (ascii ? DETECTOR_WITHOUT_ACCENTS : DETECTOR)
                .computeLanguageConfidenceValues(words)
                .entrySet()
                .iterator();
        if (!best.hasNext()) {
            return UNDETERMINED;
        }
        Map.Entry<Language, Double> first = best.next();
        double lead = first.getValue() - (best.hasNext() ? best.next().getValue() : 0);
        return lead < Math.min(LEAD, LEAD_TIMES_LETTERS / words.length())
                ? UNDETERMINED
                : first.getKey().getIsoCode639_1().name().toLowerCase(Locale.ROOT);
    }

    /** All languages that there can be. */
    public static Set<String> all() {
        return Arrays.stream(LANGUAGES.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** The first words, without hashtags, addresses, references, numbers and signs, which have no language. */
    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        for (NoteText.Piece piece : NoteText.pieces(text)) {
            if (piece.part() == Part.WORDS && words.length() < MAX_LETTERS) {
                // Twice as many, because some of it is left out.
                String first = piece.text().substring(0, Math.min(piece.text().length(), 2 * MAX_LETTERS));
                String plain = WORD_WITH_DIGIT.matcher(first).replaceAll(" ");
                words.append(' ').append(NO_PART_OF_WORDS.matcher(plain).replaceAll(" "));
            }
        }
        String all = words.toString().strip();
        int space = all.indexOf(' ', MAX_LETTERS);
        return space < 0 ? all : all.substring(0, space);
    }

    private static boolean isEnough(String words) {
        int letters = 0;
        int ofRareScript = 0;
        for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
            int c = words.codePointAt(i);
            if (Character.isLetter(c)) {
                letters++;
                ofRareScript += COMMON_SCRIPTS.contains(UnicodeScript.of(c)) ? 0 : 1;
            }
        }
        return letters >= MIN_LETTERS && words.indexOf(' ') > 0 || ofRareScript >= MIN_LETTERS_OF_RARE_SCRIPT;
    }
}
