package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.refusal;
import static org.nostrobservatory.protocol.Fixtures.sha256;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private static Bytes id(List<Tag> tags, String content) throws InvalidEventException {
        return CanonicalJson.id(ALICE.publicKey(), 1_700_000_000, 1, tags, content);
    }

    private static String serialised(String tags, String content) {
        return "[0,\"" + ALICE.publicKey().hex() + "\",1700000000,1," + tags + ",\"" + content + "\"]";
    }

    @Test
    void hashesTheFieldsInOrderWithoutWhiteSpace() throws Exception {
        assertThat(id(List.of(Tag.of("e", "x", ""), Tag.of(), Tag.of("t")), "hi"))
                .isEqualTo(sha256(serialised("[[\"e\",\"x\",\"\"],[],[\"t\"]]", "hi")));
        assertThat(id(List.of(), "")).isEqualTo(sha256(serialised("[]", "")));
    }

    @Test
    void escapesSevenCharactersOnly() throws Exception {
        for (char c = 0; c <= 0x7F; c++) {
            String written = switch (c) {
                case '\n' -> "\\n";
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                case '\b' -> "\\b";
                case '\f' -> "\\f";
                default -> String.valueOf(c);
            };
            String text = "a" + c + "b";
            assertThat(id(List.of(Tag.of(text)), text))
                    .as("character %d", (int) c)
                    .isEqualTo(sha256(serialised("[[\"a" + written + "b\"]]", "a" + written + "b")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xE9, 0x7FF, 0x800, 0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFF, 0x10000, 0x10FFFF})
    void writesOtherCharactersAsUtf8(int codePoint) throws Exception {
        String text = Character.toString(codePoint);

        assertThat(id(List.of(), text)).isEqualTo(sha256(serialised("[]", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud800",
                "\udc00",
                "a\udbff",
                "\ud800b",
                "\udc00\ud800",
                "\ud800\ud83d\ude00",
                "\ud83d\ude00\udc00",
                "\ud800\udbffX\udc00\udfff"
            })
    void refusesLoneSurrogates(String text) throws Exception {
        assertThat(refusal(() -> id(List.of(), text)).reason()).isEqualTo(RejectionReason.LONE_SURROGATE);
        assertThat(refusal(() -> id(List.of(Tag.of("t", text)), "")).reason())
                .isEqualTo(RejectionReason.LONE_SURROGATE);
        // What was refused leaves nothing behind.
        assertThat(id(List.of(), "a")).isEqualTo(sha256(serialised("[]", "a")));
    }

    @Test
    void hashesLargeContents() throws Exception {
        String large = "é\n".repeat(500_000);

        assertThat(id(List.of(), large)).isEqualTo(sha256(serialised("[]", large.replace("\n", "\\n"))));
        assertThat(id(List.of(), "a")).isEqualTo(sha256(serialised("[]", "a")));
    }
}
