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
import org.junit.jupiter.params.provider.MethodSource;
import org.nostrobservatory.protocol.Comment.Subject;

class CommentTest {

    private static final String AUTHOR = "aa".repeat(32);
    private static final String OTHER = "bb".repeat(32);
    private static final String FILE = "11".repeat(32);
    private static final String VERSION = "22".repeat(32);
    private static final String COMMENT = "33".repeat(32);
    private static final String ARTICLE = "30023:" + AUTHOR + ":essay";
    private static final String PAGE = "https://example.com/article";

    private static final Subject ON_ARTICLE = new Subject(address(ARTICLE), Optional.of("30023"), key(AUTHOR));
    private static final Subject ON_FILE = new Subject(event(FILE), Optional.of("1063"), key(AUTHOR));
    private static final Subject ON_PAGE =
            new Subject(new Target.External(PAGE), Optional.of("https://example.com"), Optional.empty());
    private static final Subject ON_COMMENT = new Subject(event(COMMENT), Optional.of("1111"), key(OTHER));

    /** The examples of NIP-22, in the order of its text. */
    static Stream<Arguments> examples() {
        List<Tag> rootArticle = List.of(Tag.of("A", ARTICLE, "wss://r"), Tag.of("K", "30023"), Tag.of("P", AUTHOR));
        List<Tag> rootFile = List.of(Tag.of("E", FILE, "wss://r", AUTHOR), Tag.of("K", "1063"), Tag.of("P", AUTHOR));
        List<Tag> rootPage = List.of(Tag.of("I", PAGE), Tag.of("K", "https://example.com"));
        List<Tag> parentComment =
                List.of(Tag.of("e", COMMENT, "wss://r", OTHER), Tag.of("k", "1111"), Tag.of("p", OTHER));
        return Stream.of(
                Arguments.of(
                        "on an article",
                        join(
                                rootArticle,
                                List.of(
                                        Tag.of("a", ARTICLE),
                                        Tag.of("e", VERSION),
                                        Tag.of("k", "30023"),
                                        Tag.of("p", AUTHOR))),
                        new Comment(ON_ARTICLE, ON_ARTICLE)),
                Arguments.of(
                        "on a file",
                        join(rootFile, List.of(Tag.of("e", FILE), Tag.of("k", "1063"), Tag.of("p", AUTHOR))),
                        new Comment(ON_FILE, ON_FILE)),
                Arguments.of("on a comment on a file", join(rootFile, parentComment), new Comment(ON_FILE, ON_COMMENT)),
                Arguments.of(
                        "on a page",
                        join(rootPage, List.of(Tag.of("i", PAGE), Tag.of("k", "https://example.com"))),
                        new Comment(ON_PAGE, ON_PAGE)),
                Arguments.of("on a comment on a page", join(rootPage, parentComment), new Comment(ON_PAGE, ON_COMMENT)),
                Arguments.of(
                        "on a comment, with the article beside it",
                        join(join(rootArticle, parentComment), List.of(Tag.of("a", ARTICLE))),
                        new Comment(ON_ARTICLE, ON_COMMENT)),
                Arguments.of(
                        "on a page, with an event beside it",
                        join(rootPage, List.of(Tag.of("E", FILE))),
                        new Comment(ON_PAGE, ON_PAGE)),
                Arguments.of("with a root alone", rootFile, new Comment(ON_FILE, ON_FILE)),
                Arguments.of("with a parent alone", parentComment, new Comment(ON_COMMENT, ON_COMMENT)),
                Arguments.of(
                        "without kinds and authors",
                        List.of(Tag.of("E", FILE), Tag.of("a", ARTICLE), Tag.of("e", VERSION)),
                        new Comment(
                                new Subject(event(FILE), Optional.empty(), Optional.empty()),
                                new Subject(address(ARTICLE), Optional.empty(), key(AUTHOR)))),
                Arguments.of(
                        "with the author in the e tag",
                        List.of(Tag.of("e", COMMENT, "", OTHER), Tag.of("k", "1111")),
                        new Comment(ON_COMMENT, ON_COMMENT)),
                Arguments.of(
                        "with a kind beyond all kinds",
                        List.of(Tag.of("e", COMMENT), Tag.of("k", "99999")),
                        new Comment(
                                new Subject(event(COMMENT), Optional.of("99999"), Optional.empty()),
                                new Subject(event(COMMENT), Optional.of("99999"), Optional.empty()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void isReadAsNip22Says(String name, List<Tag> tags, Comment expected) {
        assertThat(of(tags.toArray(Tag[]::new))).contains(expected);
    }

    @Test
    void theKindOfAnotherEventIsNoComment() {
        assertThat(Comment.of(Fixtures.unsigned(Kinds.NOTE, "", Tag.of("E", FILE))))
                .isEmpty();
    }

    @Test
    void whatNamesNothingIsNoComment() {
        String self = Fixtures.unsigned(Kinds.COMMENT, "").id().hex();

        assertThat(of()).isEmpty();
        assertThat(of(
                        Tag.of("E", "x"),
                        Tag.of("E"),
                        Tag.of("A", "1:" + AUTHOR + ":x"),
                        Tag.of("I", " "),
                        Tag.of("i", "x".repeat(Target.External.MAX_LENGTH + 1)),
                        Tag.of("e", self),
                        Tag.of("E", self)))
                .isEmpty();
    }

    @Test
    void oneThatNamesItselfIsOnTheOther() {
        String self = Fixtures.unsigned(Kinds.COMMENT, "").id().hex();

        assertThat(of(Tag.of("E", FILE), Tag.of("K", "1063"), Tag.of("P", AUTHOR), Tag.of("e", self)))
                .contains(new Comment(ON_FILE, ON_FILE));
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingIsReadWithoutFailure(@ForAll List<Tag> tags, @ForAll String text) {
        assertThat(of(tags.toArray(Tag[]::new))).isEmpty();
        assertThat(of(Tag.of("E", FILE), Tag.of("K", text), Tag.of("P", text))).isPresent();
    }

    private static Optional<Comment> of(Tag... tags) {
        return Comment.of(Fixtures.unsigned(Kinds.COMMENT, "well said", tags));
    }

    private static List<Tag> join(List<Tag> first, List<Tag> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Target event(String id) {
        return new Target.EventId(Bytes.fromHex(id));
    }

    private static Target address(String text) {
        return new Target.EventAddress(Address.parse(text).orElseThrow());
    }

    private static Optional<Bytes> key(String hex) {
        return Optional.of(Bytes.fromHex(hex));
    }
}
