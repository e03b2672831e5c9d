package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SpamReasonTest {

    @Test
    void eachReasonHasItsBounds() {
        assertThat(SpamReason.of(new NoteShape(19, false, 6, 0, 0, false)))
                .containsExactly(SpamReason.HASHTAGS_WITHOUT_TEXT);
        assertThat(SpamReason.of(new NoteShape(20, false, 6, 0, 0, false))).isEmpty();
        assertThat(SpamReason.of(new NoteShape(19, false, 5, 0, 0, false))).isEmpty();

        assertThat(SpamReason.of(new NoteShape(5000, true, 11, 0, 0, true))).containsExactly(SpamReason.MANY_HASHTAGS);
        assertThat(SpamReason.of(new NoteShape(5000, true, 10, 0, 0, true))).isEmpty();

        assertThat(SpamReason.of(new NoteShape(99, false, 0, 4, 0, false)))
                .containsExactly(SpamReason.LINKS_WITHOUT_TEXT);
        assertThat(SpamReason.of(new NoteShape(100, false, 0, 4, 0, false))).isEmpty();
        assertThat(SpamReason.of(new NoteShape(99, false, 0, 3, 0, false))).isEmpty();

        assertThat(SpamReason.of(new NoteShape(49, false, 0, 0, 6, true)))
                .containsExactly(SpamReason.MENTIONS_WITHOUT_TEXT);
        assertThat(SpamReason.of(new NoteShape(50, false, 0, 0, 6, true))).isEmpty();
        assertThat(SpamReason.of(new NoteShape(49, false, 0, 0, 5, true))).isEmpty();

        assertThat(SpamReason.of(new NoteShape(29, false, 0, 0, 4, false)))
                .containsExactly(SpamReason.MENTIONS_UNASKED);
        assertThat(SpamReason.of(new NoteShape(29, false, 0, 0, 4, true))).isEmpty();
        assertThat(SpamReason.of(new NoteShape(30, false, 0, 0, 4, false))).isEmpty();
        assertThat(SpamReason.of(new NoteShape(29, false, 0, 0, 3, false))).isEmpty();
    }

    @Test
    void allThatHoldAreNamed() {
        assertThat(SpamReason.of(new NoteShape(1, false, 99, 99, 99, false)))
                .isEqualTo(EnumSet.allOf(SpamReason.class));
        assertThat(SpamReason.of(new NoteShape(0, false, 0, 0, 0, false))).isEmpty();
    }
}
