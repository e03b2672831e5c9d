package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {

    private static final int MAX = 1000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ``",
                "`\\n \\t\\r\\n` | ``",
                "`{\"a\":1}` | `1 {\"a\":1}`",
                "`{\"a\":1}\\r\\n\\r\\n \\n{\"b\":2}\\n` | `1 {\"a\":1};4 {\"b\":2}`",
                "`\uFEFF{\"a\":1}\\n{}` | `1 {\"a\":1};2 {}`",
                "`[\"EVENT\",\"s\",{}]\\n[\"EVENT\",\"s\",{}]` | `1 [\"EVENT\",\"s\",{}];2 [\"EVENT\",\"s\",{}]`",
                "` \\n [ \"EVENT\"]\\n{}` | `2 [\"EVENT\"];3 {}`",
                "`garbage\\n[{},{}]\\nüé` | `1 garbage;2 [{},{}];3 üé`",
                "`[]` | ``",
                "`[{\"a\":1},{\"b\":[{}]}]` | `1 {\"a\":1};2 {\"b\":[{}]}`",
                "`\uFEFF \\n[\\n  {\\n \"a\": 1\\r\\n},\\n {}\\n]\\n` | `1 {  \"a\": 1\\r };2 {}`",
                "`[{\"c\":\"]},[{\\\\\"\\\\\\\\\"},{}]` | `1 {\"c\":\"]},[{\\\\\"\\\\\\\\\"};2 {}`",
                "`[[\"EVENT\",\"s\",{}],[\"EVENT\",\"s\",{}]]` | `1 [\"EVENT\",\"s\",{}];2 [\"EVENT\",\"s\",{}]`",
                "`[{},null,\"a,]\",7 ]` | `1 {};2 null;3 \"a,]\";4 7 `",
                "`[{}][{\"b\":2}]\\n[{}]` | `1 {};1 {\"b\":2};1 {}`",
                "`[{}]]` | `1 {};2 ]`",
                "`{\"n\":1,\"events\":[{\"a\":[[]]},\\n{}],\"b\":[{}],\"c\":\"}\"}` | `1 {\"a\":[[]]};2 {}`",
                "`{\"events\" : [ {} ] }{\"x\":[{}]}\\n` | `1 {};1 {}`",
                "`{\"a\":[],\"b\":[\"{\"],\"c\":{\"d\":[{}]},\"e\":\"[{\"}\\n{\"f\":[{}]}`"
                        + " | `1 {\"a\":[],\"b\":[\"{\"],\"c\":{\"d\":[{}]},\"e\":\"[{\"};2 {\"f\":[{}]}`",
            })
    void everyEventIsALine(String text, String lines) throws IOException {
        assertThat(String.join(";", read(text.translateEscapes()))).isEqualTo(lines.translateEscapes());
    }

    @Test
    void anObjectThatBreaksOffAfterItsEventsIsNoticed() throws IOException {
        EventLines lines = lines("{\"events\":[{\"a\":1}],\"count\":");

        assertThat(new String(lines.next().text(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThatThrownBy(lines::next).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1},{\"b\"", "[{\"a\":1},{\"b\":\"]"})
    void anArrayThatBreaksOffIsReadToItsEndAndNoticed(String text) throws IOException {
        EventLines lines = lines(text);

        assertThat(new String(lines.next().text(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(new String(lines.next().text(), StandardCharsets.UTF_8)).startsWith("{\"b\"");
        assertThatThrownBy(lines::next).isInstanceOf(EOFException.class);
        assertThat(lines.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"", "[{\"a\":\""})
    void anEndlessLineIsCut(String begin) throws IOException {
        EventLines lines = new EventLines(new Endless(begin, 16 << 20), MAX);

        assertThat(lines.next().text()).hasSize(MAX + 1);
    }

    @Test
    void aLineOfTheGreatestLengthIsWhole() throws IOException {
        EventLines lines = lines("x".repeat(MAX) + "\n" + "y".repeat(MAX + 50) + "\nz");

        assertThat(lines.next().text()).hasSize(MAX);
        assertThat(lines.next().text()).hasSize(MAX + 1);
        assertThat(lines.next().number()).isEqualTo(3);
    }

    private static EventLines lines(String text) throws IOException {
        return new EventLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), MAX);
    }

    private static List<String> read(String text) throws IOException {
        EventLines lines = lines(text);
        List<String> all = new ArrayList<>();
        for (EventLines.Line line = lines.next(); line != null; line = lines.next()) {
            all.add(line.number() + " " + new String(line.text(), StandardCharsets.UTF_8));
        }
        return all;
    }

    /** A text that goes on with the letter x. */
    private static final class Endless extends InputStream {
        private final byte[] begin;
        private final long length;
        private long position;

        Endless(String begin, long length) {
            this.begin = begin.getBytes(StandardCharsets.UTF_8);
            this.length = length;
        }

        @Override
        public int read() {
            if (position == length) {
                return -1;
            }
            int b = position < begin.length ? begin[(int) position] : 'x';
            position++;
            return b;
        }
    }
}
