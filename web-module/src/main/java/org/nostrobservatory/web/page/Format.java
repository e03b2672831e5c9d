package org.nostrobservatory.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;

/** How pages write numbers, times and the words of strangers. */
@Named("format")
@ApplicationScoped
public class Format {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** In code points: longer names are cut. */
    private static final int NAME_SHOWN = 40;

    /**
     * Formats, among them the marks that reverse the direction; not the joiners that emoji and some scripts need. And what XML
     * cannot hold, which is what parts of pages are refreshed by: browsers would refuse all of it.
     */
    private static final Pattern FORMATS =
            Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\x{FFFE}\\x{FFFF}&&[^\\x{200C}\\x{200D}]]");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cc}\\p{Z}]+");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n(?:[ \\t]*+\\n)++");

    /** More marks on one letter than any language puts there: they would grow into the lines above and below. */
    private static final Pattern PILES_OF_MARKS = Pattern.compile("(\\p{M}{3})\\p{M}+");

    /** Something to see: neither a space nor one of the letters that look like one. */
    private static final Pattern VISIBLE =
            Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\x{115F}\\x{1160}\\x{2800}\\x{3164}\\x{FFA0}]]");

    /** With thousands separators: 12,345. */
    public String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    /** An amount: 12,345 sats. */
    public String sats(long value) {
        return number(value) + (value == 1 ? " sat" : " sats");
    }

    /** A number and what is counted: 1 zap, 2 zaps. */
    public String count(long value, String noun) {
        return plural(value, noun, noun + "s");
    }

    /** A number and what is counted, where the plural is not made with an s: 1 reply, 2 replies. */
    public String plural(long value, String one, String many) {
        return number(value) + " " + (value == 1 ? one : many);
    }

    /** Something a second; small rates with a decimal. */
    public String rate(double perSecond) {
        return String.format(Locale.ENGLISH, perSecond >= 100 ? "%,.0f" : "%,.1f", perSecond);
    }

    /** The exact time. */
    public String utc(Instant time) {
        return UTC.format(time);
    }

    /** The time of day. */
    public String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** How long ago: 3 min ago. */
    public String ago(Instant time) {
        return ago(time, Instant.now());
    }

    static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.isNegative() || age.toSeconds() < 5) {
            return "just now";
        }
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s ago";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }

    /** A stretch of time in seconds: 45 s, 3 min, 5 h, 2 days; a dash for null. */
    public String duration(Long seconds) {
        if (seconds == null) {
            return "–";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        Duration time = Duration.ofSeconds(seconds);
        if (time.toMinutes() < 120) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48 ? time.toHours() + " h" : number(time.toDays()) + " days";
    }

    /** The first entries of a list: {@code ui:repeat} fails at a list that is shorter than its size. */
    public <T> List<T> first(List<T> list, int count) {
        return list.subList(0, Math.min(count, list.size()));
    }

    /** Large numbers with three digits at most and a letter: 999, 1.2k, 34k, 5.6M. */
    public String compact(double value) {
        double number = value;
        String letters = "kMGTPE";
        int i = -1;
        // 999.5 thousand would be written as 1000.
        while (Math.abs(number) >= 999.5 && i < letters.length() - 1) {
            number /= 1000;
            i++;
        }
        String pattern = i >= 0 && Math.abs(number) < 9.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ENGLISH, pattern, number) + (i < 0 ? "" : letters.substring(i, i + 1));
    }

    /** A number with one decimal. */
    public String decimal(double value) {
        return Double.isFinite(value) ? String.format(Locale.ENGLISH, "%,.1f", value) : "–";
    }

    /** A number with up to three decimals, 12,345 or 0.001; smaller ones as 2.5E-4. */
    public String exact(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        boolean small = value != 0 && Math.abs(value) < 0.001;
        return new DecimalFormat(small ? "0.##E0" : "#,##0.###", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format(value);
    }

    /** The name of a number as words: ageHours becomes age hours. */
    public String spaced(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** A ratio: 12.3 %; a dash where there was nothing to divide by. */
    public String percent(OptionalDouble value) {
        return value.isEmpty() ? "–" : decimal(value.getAsDouble()) + " %";
    }

    /** A percentage; a dash for null. */
    public String percentage(Double value) {
        return value == null ? "–" : decimal(value) + " %";
    }

    /** By how much something changed, in percent, with its sign; a dash for null. */
    public String change(Double value) {
        return value == null || !Double.isFinite(value)
                ? "–"
                : String.format(Locale.ENGLISH, "%+,.1f %%", value).replace('-', '−');
    }

    /** An amount given in thousandths, as whole sats. */
    public String msat(long value) {
        return sats(value / 1000);
    }

    /** A person's name, fit to stand between other words; the short key where there is none that can be seen. */
    public String name(String name, Bytes key) {
        String clean = name == null ? "" : excerpt(name, NAME_SHOWN);
        return VISIBLE.matcher(clean).find() ? clean : shortNpub(key);
    }

    /** The key as people write it (NIP-19). */
    public String npub(Bytes key) {
        return Nip19.npub(key);
    }

    /** Beginning and end of the key: npub1abcdef…uvwxyz. */
    public static String shortNpub(Bytes key) {
        return shortened(Nip19.npub(key));
    }

    /** The event's id as people write it (NIP-19). */
    public String note(Bytes id) {
        return Nip19.note(id);
    }

    /** Beginning and end of an event's id. */
    public static String shortNote(Bytes id) {
        return shortened(Nip19.note(id));
    }

    /** A colour for each key, as an angle of the colour circle: recognised faster than a key. */
    public int hue(Bytes key) {
        return Math.floorMod(key.hashCode(), 360);
    }

    /** A stranger's words on one line, cut at {@code max} characters, without what would disturb the text around. */
    public String excerpt(String text, int max) {
        // What is much longer than what can be shown is not even read.
        String begin = text.length() > 20 * max ? text.substring(0, 20 * max) : text;
        return cut(BLANKS.matcher(words(begin)).replaceAll(" ").strip(), max);
    }

    /** A stranger's words with their lines, without what would disturb the text around. */
    public static String words(String text) {
        String clean = CONTROLS.matcher(FORMATS.matcher(text).replaceAll("")).replaceAll(" ");
        return BLANK_LINES
                .matcher(PILES_OF_MARKS.matcher(clean).replaceAll("$1"))
                .replaceAll("\n\n");
    }

    static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max)).strip() + "…";
    }

    /** As a value in the query of an address. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String shortened(String code) {
        return code.substring(0, 11) + "…" + code.substring(code.length() - 6);
    }
}
