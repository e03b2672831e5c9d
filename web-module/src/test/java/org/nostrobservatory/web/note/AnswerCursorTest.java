package org.nostrobservatory.web.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.note.Threads;
import org.nostrobservatory.protocol.Bytes;

class AnswerCursorTest {

    @Test
    void isReadAsItWasWritten() {
        Threads.Place place = new Threads.Place(1_700_000_000, Bytes.fromHex("ab".repeat(32)));
        assertThat(AnswerCursor.read(AnswerCursor.write(place))).contains(place);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"1", "1-ab", "-1-", "99999999999999999999-ab", "x"})
    void anythingElseIsNone(String text) {
        assertThat(AnswerCursor.read(text)).isEmpty();
    }
}
