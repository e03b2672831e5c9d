package org.nostrobservatory.note;

import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.ContentQuality;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.NoteShape;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.SpamReason;

/**
 * What can be said of a note (kind 1) by its looks, and where it stands.
 *
 * @param language ISO 639-1; {@code und} if that cannot be told; null for the seconds until a timer has looked
 * @param bridge the protocol that it was brought from (NIP-48); null if it is of Nostr
 * @param root the note that began the thread; null if this one did, as is parent: the one that it answers (NIP-10)
 */
public record Looks(NoteShape shape, String language, String bridge, Bytes root, Bytes parent) {

    /** How well made it is, from 0 to 100, and what that is made of. */
    public Score quality(Engagement engagement) {
        return ContentQuality.of(shape, engagement.zaps(), engagement.replies());
    }

    /** Why it looks like spam, a hint and no verdict; empty if it does not. */
    public Set<SpamReason> spamReasons() {
        return SpamReason.of(shape);
    }
}
