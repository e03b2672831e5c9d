package org.nostrobservatory.score;

import java.time.Instant;
import org.nostrobservatory.score.Score.Term;

/**
 * How much a person moves others (specification A.4.2): 2·ln(1 + followers) + 1.5·ln(1 + zaps) + 10·zaps a note +
 * 0.5·2·min(notes a day, 10) + 0.5·ln(1 + age in months of 30 days).
 *
 * <p>The age is the time from the first note to the last one, not to now: so influence is a function of what people did,
 * and stays the same while nobody does anything. Whoever has fallen silent does not rise by waiting.
 *
 * <p>Zaps a note are taken over {@value #MIN_NOTES} notes at least, notes a day over a day at least: nothing is divided by
 * zero, and one lucky note is no average. Times are what authors claim: nobody is older than the protocol, nor more than
 * {@value #MAX_DAYS} days old.
 *
 * @param followers people whose current list names this one; with trust asked for, the trusted ones
 * @param zaps received
 * @param notes written
 * @param firstNoteAt unix seconds; whatever while there are no notes, as the last one
 */
public record Influence(long followers, long zaps, long notes, long firstNoteAt, long lastNoteAt) {

    private static final long PROTOCOL_BEGAN =
            Instant.parse("2020-11-07T00:00:00Z").getEpochSecond();
    private static final int MIN_NOTES = 10;
    private static final double MAX_NOTES_A_DAY = 10;
    private static final int MAX_DAYS = 3650;
    private static final double DAYS_A_MONTH = 30;
    private static final double SECONDS_A_DAY = 86_400;

    public Influence {
        followers = Math.max(0, followers);
        zaps = Math.max(0, zaps);
        notes = Math.max(0, notes);
    }

    public Score score() {
        double days = notes == 0 ? 0 : days();
        double zapsANote = (double) zaps / Math.max(MIN_NOTES, notes);
        double notesADay = notes / Math.max(1, days);
        return new Score(
                new Term("followers", followers, Math.log1p(followers), 2),
                new Term("zaps", zaps, Math.log1p(zaps), 1.5),
                new Term("zapsPerNote", zapsANote, 10 * zapsANote, 1),
                new Term("notesPerDay", notesADay, 2 * Math.min(notesADay, MAX_NOTES_A_DAY), 0.5),
                new Term("ageDays", days, Math.log1p(days / DAYS_A_MONTH), 0.5));
    }

    private double days() {
        double seconds = (double) lastNoteAt - Math.max(PROTOCOL_BEGAN, firstNoteAt);
        return Math.min(MAX_DAYS, Math.max(0, seconds) / SECONDS_A_DAY);
    }
}
