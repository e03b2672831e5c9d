package org.nostrobservatory.web.note;

import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.web.page.NoteCard;

/** Makes cards of notes. */
public final class NoteCards {

    private static final int MSAT_PER_SAT = 1000;

    private NoteCards() {}

    /** The card of a note, with what people did to it, if they did anything. */
    public static NoteCard of(Note note) {
        boolean untouched = note.engagement().equals(Engagement.NONE);
        return of(note, note.text(), untouched ? null : counts(note.engagement()));
    }

    /**
     * The card of a note with another text or other counts.
     *
     * @param counts null to show none
     */
    public static NoteCard of(Note note, String text, NoteCard.Counts counts) {
        Note.Author author = note.author();
        return new NoteCard(
                note.id(),
                new NoteCard.Author(author.pubkey(), author.name(), author.nip05(), author.picture()),
                UnixTime.instant(note.createdAt()),
                text,
                note.warning(),
                counts);
    }

    static NoteCard.Counts counts(Engagement engagement) {
        return new NoteCard.Counts(
                engagement.replies(),
                engagement.reposts(),
                engagement.reactions(),
                engagement.zaps(),
                engagement.msat() / MSAT_PER_SAT);
    }
}
