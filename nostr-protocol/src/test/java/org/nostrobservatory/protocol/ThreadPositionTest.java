package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadPositionTest {

    private static final String A = "aa".repeat(32);
    private static final String B = "bb".repeat(32);
    private static final String C = "cc".repeat(32);

    static Stream<Arguments> positions() {
        return Stream.of(
                Arguments.of("no e tag", List.of(Tag.of("p", A)), null, null),
                Arguments.of("direct reply: root alone", List.of(marked(A, "root")), A, A),
                Arguments.of("reply marker alone", List.of(marked(A, "reply")), A, A),
                Arguments.of("root and reply", List.of(marked(A, "root"), marked(B, "reply")), A, B),
                Arguments.of("in any order", List.of(marked(B, "reply"), marked(A, "root")), A, B),
                Arguments.of(
                        "a marker makes unmarked ones mentions",
                        List.of(Tag.of("e", C), marked(A, "root"), Tag.of("e", B)),
                        A,
                        A),
                Arguments.of("mention alone is no reply", List.of(marked(A, "mention")), null, null),
                Arguments.of("one by position", List.of(Tag.of("e", A)), A, A),
                Arguments.of("two by position", List.of(Tag.of("e", A), Tag.of("e", B)), A, B),
                Arguments.of("more by position", List.of(Tag.of("e", A), Tag.of("e", C), Tag.of("e", B)), A, B),
                Arguments.of("an empty marker is none", List.of(marked(A, ""), marked(B, "")), A, B),
                Arguments.of("what is no id is ignored", List.of(Tag.of("e", "x"), Tag.of("e"), Tag.of("e", B)), B, B),
                Arguments.of("quotes are no replies", List.of(Tag.of("q", A)), null, null),
                Arguments.of("nor if an e tag repeats them", List.of(Tag.of("q", A), Tag.of("e", A)), null, null),
                Arguments.of("a quote is no place", List.of(Tag.of("e", A), Tag.of("e", B), Tag.of("q", B)), A, A),
                Arguments.of("a marker outweighs a quote", List.of(marked(A, "reply"), Tag.of("q", A)), A, A),
                Arguments.of("a key is no marker", List.of(marked(A, C), marked(B, C)), A, B),
                Arguments.of("nor another word", List.of(marked(A, "Reply")), A, A),
                Arguments.of(
                        "a mention makes unmarked ones mentions",
                        List.of(marked(A, "mention"), Tag.of("e", B)),
                        null,
                        null),
                Arguments.of("the first of two roots", List.of(marked(A, "root"), marked(B, "root")), A, A),
                Arguments.of("upper-case hex is no id", List.of(Tag.of("e", A.toUpperCase())), null, null),
                Arguments.of("upper-case tags are of comments", List.of(Tag.of("E", A)), null, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("positions")
    void isReadAsNip10Says(String name, List<Tag> tags, String root, String parent) {
        ThreadPosition position = ThreadPosition.of(note(tags));

        assertThat(position.root()).isEqualTo(Optional.ofNullable(root).map(Bytes::fromHex));
        assertThat(position.parent()).isEqualTo(Optional.ofNullable(parent).map(Bytes::fromHex));
    }

    @Test
    void aNoteThatNamesItselfIsARoot() {
        // Not signable in truth: an id cannot stand in what it is the hash of. Relays may send it all the same.
        Event self = new Event(
                Bytes.fromHex(A), Bytes.fromHex(B), 1, 1, List.of(marked(A, "reply")), "", Bytes.of(new byte[64]));

        assertThat(ThreadPosition.of(self).parent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "see #[1], A, A",
        "see #[0], B, B",
        "see #[0] and #[1], -, -",
        "#[2] is a person, A, B",
        "#[3] #[99999] #[] #[-1] #[123456789012] #[x], A, B",
        "[0] # [0], A, B"
    })
    void whatTheTextCitesByItsIndexHasNoPlace(String text, String root, String parent) {
        Event note = Fixtures.unsigned(Kinds.NOTE, text, Tag.of("e", A), Tag.of("e", B), Tag.of("p", C));

        ThreadPosition position = ThreadPosition.of(note);

        assertThat(position).isEqualTo(new ThreadPosition(id(root), id(parent)));
    }

    @Test
    void indexesAreOfAllTags() {
        Event note = Fixtures.unsigned(Kinds.NOTE, "#[1]", Tag.of("e", A), Tag.of("p", C), Tag.of("e", B));

        assertThat(ThreadPosition.of(note)).isEqualTo(new ThreadPosition(id("A"), id("B")));
    }

    @Test
    void aNoteThatNamesItselfBesidesOthersAnswersTheOthers() {
        String self = Fixtures.unsigned(Kinds.NOTE, "").id().hex();

        assertThat(ThreadPosition.of(Fixtures.unsigned(Kinds.NOTE, "", Tag.of("e", A), Tag.of("e", self))))
                .isEqualTo(new ThreadPosition(id("A"), id("A")));
        assertThat(ThreadPosition.of(Fixtures.unsigned(Kinds.NOTE, "", marked(A, "root"), marked(self, "reply"))))
                .isEqualTo(new ThreadPosition(id("A"), id("A")));
        assertThat(ThreadPosition.of(Fixtures.unsigned(Kinds.NOTE, "", marked(self, "root"), marked(B, "reply"))))
                .isEqualTo(new ThreadPosition(id("B"), id("B")));
    }

    @Property
    @Domain(AnyEvent.class)
    void aParentHasARootAndNeitherIsTheNote(@ForAll Event event) {
        ThreadPosition position = ThreadPosition.of(event);

        assertThat(position.root().isPresent()).isEqualTo(position.parent().isPresent());
        assertThat(position.parent()).isNotEqualTo(Optional.of(event.id()));
    }

    private static Optional<Bytes> id(String name) {
        return switch (name) {
            case "A" -> Optional.of(Bytes.fromHex(A));
            case "B" -> Optional.of(Bytes.fromHex(B));
            default -> Optional.empty();
        };
    }

    private static Tag marked(String id, String marker) {
        return Tag.of("e", id, "wss://relay.example", marker);
    }

    private static Event note(List<Tag> tags) {
        return SecretKey.of(Bytes.fromHex("07".repeat(32)).toArray()).sign(1_700_000_000L, 1, tags, "note");
    }
}
