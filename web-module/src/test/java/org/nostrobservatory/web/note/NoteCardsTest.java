package org.nostrobservatory.web.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.web.page.NoteCard;

class NoteCardsTest {

    private static final Bytes KEY = Bytes.fromHex("ab".repeat(32));

    /** One answer with such a date would otherwise make an error of the page of what it answers. */
    @Test
    void aNoteOfAnyDateHasACard() {
        NoteCard card = NoteCards.of(new Note(
                KEY, 1, Long.MAX_VALUE, new Note.Author(KEY, null, null, null), "late", null, Engagement.NONE));

        assertThat(card.time()).hasToString("9999-12-31T23:59:59Z");
    }
}
