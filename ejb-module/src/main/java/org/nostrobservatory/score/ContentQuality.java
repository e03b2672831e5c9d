package org.nostrobservatory.score;

import org.nostrobservatory.score.Score.Term;

/**
 * How well made a note is, from 0 to 100 (specification A.4.2): 30 % its length, 20 % media, 10 % hashtags, 40 % what it
 * moved people to.
 *
 * <p>The parts of the specification reach 100, 20, 15 and 30 and so 47.5 in sum; here each of them reaches 100.
 */
public final class ContentQuality {

    private ContentQuality() {}

    /**
     * @param zaps of the note
     * @param replies to the note
     */
    public static Score of(NoteShape note, long zaps, long replies) {
        double moved = 5.0 * Math.max(0, zaps) + 2.0 * Math.max(0, replies);
        return new Score(
                new Term("length", note.length(), length(note.length()), 0.3),
                new Term("media", note.media() ? 1 : 0, note.media() ? 100 : 0, 0.2),
                new Term("hashtags", note.hashtags(), hashtags(note.hashtags()) / 15 * 100, 0.1),
                new Term("engagement", moved, Math.min(30, moved) / 30 * 100, 0.4));
    }

    /** Rises to 50 at 50 characters, to 100 at 500, and falls to 50 again at 5,500. */
    private static double length(int length) {
        if (length < 50) {
            return Math.max(0, length);
        }
        return length <= 500 ? 50 + (length - 50) / 450.0 * 50 : 100 - Math.min(50, (length - 500) / 100.0);
    }

    private static double hashtags(int count) {
        if (count <= 0) {
            return 0;
        }
        if (count <= 3) {
            return 15;
        }
        return count <= 5 ? 10 : Math.max(0, 10 - 2.0 * (count - 5));
    }
}
