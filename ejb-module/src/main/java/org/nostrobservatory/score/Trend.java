package org.nostrobservatory.score;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.score.Score.Factor;
import org.nostrobservatory.score.Score.Term;

/**
 * How much a hashtag is used in a window, or how much is done to a note (specification A.4.1 and D.2), and how much that
 * is against the window before.
 *
 * <p>A mention is a note with the hashtag (or an interaction with the note), by its {@code created_at}. Of what an
 * author does within one hour of the clock only the last counts: otherwise one key with a thousand notes makes a trend.
 *
 * <p>So the counts can be kept up without looking at anything twice: a row for each (hashtag, author, hour) with the time
 * of the last use, whose count moves when that time comes into a window, leaves it for the one before, and leaves that;
 * and a row for each (hashtag, author) with the time of the very last use, whose author is in a window as long as that
 * time is.
 *
 * @param mentionsBefore in the window of the same length before
 * @param authors how many different people made the mentions of this window
 * @param msat millisatoshis zapped on what was mentioned in this window, each zap bounded as in {@link Engagement}
 */
public record Trend(Window window, long mentions, long mentionsBefore, long authors, long msat) {

    /** With fewer mentions nothing is a trend. */
    public static final int MIN_MENTIONS = 3;

    private static final double MSAT_PER_SAT = 1000;

    /**
     * A note with the hashtag, or an interaction with the note.
     *
     * @param author number of the account
     * @param time unix seconds
     * @param msat zapped on it
     */
    public record Use(int author, long time, long msat) {}

    /** The definition: counts all uses. Those dated after now do not count yet. */
    public static Trend of(Window window, Collection<Use> uses, long now) {
        record AuthorHour(int author, long hour) {}
        Map<AuthorHour, Long> lastUses = new HashMap<>();
        long msat = 0;
        for (Use use : uses) {
            if (use.time() <= now) {
                lastUses.merge(new AuthorHour(use.author(), Math.floorDiv(use.time(), 3600L)), use.time(), Math::max);
            }
            if (window.contains(use.time(), now)) {
                msat += Math.min(Math.max(0, use.msat()), Long.MAX_VALUE - msat);
            }
        }
        long mentions = 0;
        long before = 0;
        for (long time : lastUses.values()) {
            mentions += window.contains(time, now) ? 1 : 0;
            before += window.precedes(time, now) ? 1 : 0;
        }
        long authors = lastUses.entrySet().stream()
                .filter(use -> window.contains(use.getValue(), now))
                .map(use -> use.getKey().author())
                .distinct()
                .count();
        return new Trend(window, mentions, before, authors, msat);
    }

    public boolean isTrend() {
        return mentions >= MIN_MENTIONS;
    }

    /** Mentions an hour. */
    public double velocity() {
        return (double) mentions / window.hours();
    }

    /** Mentions an hour in the window before. */
    public double velocityBefore() {
        return (double) mentionsBefore / window.hours();
    }

    /**
     * Velocity against that of the window before: 2 is twice as fast. Both windows are given
     * {@value #MIN_MENTIONS} mentions more than they have, so that there is an answer if there were none before, and few
     * mentions do not look like a flood: from 0 to 3 is 2, from 0 to 300 is 101.
     */
    public double change() {
        return (double) (mentions + MIN_MENTIONS) / (mentionsBefore + MIN_MENTIONS);
    }

    /** Velocity × ln(1 + authors) × (1 + ln(1 + sats)): what is big. */
    public Score score() {
        double sats = msat / MSAT_PER_SAT;
        return new Score(
                List.of(new Term("mentionsPerHour", mentions, velocity(), 1)),
                List.of(
                        new Factor("authors", authors, Math.log1p(authors)),
                        new Factor("sats", sats, 1 + Math.log1p(sats))));
    }

    /** The score times {@link #change}: what is getting big. What is always big, such as the name of the network, is not. */
    public Score rising() {
        Score score = score();
        return new Score(
                score.terms(),
                List.of(
                        score.factors().get(0),
                        score.factors().get(1),
                        new Factor("change", mentionsBefore, change())));
    }
}
