package org.nostrobservatory.web.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.note.Threads;
import org.nostrobservatory.protocol.Bytes;

class AnswerCursorTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1_700_000_000, Long.MAX_VALUE})
    void isReadAsItWasWritten(long createdAt) {
        Threads.Place place = new Threads.Place(createdAt, Bytes.fromHex("ab".repeat(32)));
        assertThat(AnswerCursor.read(AnswerCursor.write(place))).contains(place);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "1",
                "1-ab",
                "-1-",
                "99999999999999999999-ab",
                "9223372036854775808-" + "abababababababababababababababababababababababababababababababab",
                "x"
            })
    void anythingElseIsNone(String text) {
        assertThat(AnswerCursor.read(text)).isEmpty();
    }
}
