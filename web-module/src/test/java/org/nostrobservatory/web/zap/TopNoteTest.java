package org.nostrobservatory.web.zap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.zap.Zaps;

class TopNoteTest {

    private static final Bytes ID = Bytes.fromHex("ab".repeat(32));
    private static final Bytes AUTHOR = Bytes.fromHex("01".repeat(32));
    private static final Bytes PAID = Bytes.fromHex("02".repeat(32));
    private static final Zaps.TopNote TOP = new Zaps.TopNote(ID, PAID, "paid", 3, 1_234);

    @Test
    void aStoredNoteIsItsAuthorsWhoeverWasPaid() {
        Note note = new Note(
                ID,
                Kinds.NOTE,
                1_000,
                new Note.Author(AUTHOR, "author", null, null),
                "text",
                null,
                new Engagement(9, 9_000_000, 1, 2, 4));

        TopNote shown = TopNote.of(TOP, note, 1_000);
        assertThat(shown.pubkey()).isEqualTo(AUTHOR);
        assertThat(shown.name()).isEqualTo("author");
        assertThat(shown.zapCount()).as("of the window").isEqualTo(3);
        assertThat(shown.zapTotalSats()).isEqualTo(1_234);
        assertThat(shown.replyCount()).isEqualTo(1);
        assertThat(shown.repostCount()).isEqualTo(2);
        assertThat(shown.reactionCount()).isEqualTo(4);
        assertThat(shown.viralityScore()).isPositive();
    }

    @Test
    void ofSomethingElseOnlyTheZapsAreKnown() {
        assertThat(TopNote.of(TOP, null, 1_000))
                .isEqualTo(new TopNote(ID, PAID, "paid", null, null, 3, 1_234, null, null, null, null));
    }
}
