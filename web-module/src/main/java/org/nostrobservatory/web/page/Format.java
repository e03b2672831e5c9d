package org.nostrobservatory.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write numbers, times and the words of strangers. */
@Named("format")
@ApplicationScoped
public class Format {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

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
        return number(value) + " " + noun + (value == 1 ? "" : "s");
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

    /** A stranger's words on one line, cut at {@code max} characters, without what would disturb the text around. */
    public String excerpt(String text, int max) {
        // Cf without the joiners that emoji and some scripts need: among them the marks that reverse the direction.
        String line = text.replaceAll("[\\p{Cf}&&[^\\x{200C}\\x{200D}]]", "")
                .replaceAll("[\\p{Cc}\\p{Z}]+", " ")
                .strip();
        if (line.codePointCount(0, line.length()) <= max) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, max)).strip() + "…";
    }
}
