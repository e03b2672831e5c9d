package org.nostrobservatory.note;

import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.Virality;

/**
 * A note or a comment, who wrote it, and what people did to it.
 *
 * @param createdAt unix seconds, as the author claims
 * @param text the first {@value #MAX_TEXT} characters of its content
 * @param warning why not everybody may want to see it (NIP-36); empty if the author does not say why, null without a warning
 * @param engagement of notes, not of comments; seconds old
 */
public record Note(
        Bytes id, int kind, long createdAt, Author author, String text, String warning, Engagement engagement) {

    /** In code points. */
    public static final int MAX_TEXT = 2_000;

    /**
     * Strangers' words.
     *
     * @param name as all that follows, null where there is none
     */
    public record Author(Bytes pubkey, String name, String nip05, String picture) {}

    /** How much it moves people at this unix second, and what that is made of. */
    public Score virality(long now) {
        return new Virality(engagement, createdAt).score(now);
    }
}
