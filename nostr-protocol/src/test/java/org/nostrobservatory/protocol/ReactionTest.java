package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.bytes;
import static org.nostrobservatory.protocol.Reaction.Meaning.CUSTOM_EMOJI;
import static org.nostrobservatory.protocol.Reaction.Meaning.LIKE;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReactionTest {

    private static final Bytes A = bytes(32, 0xAA);
    private static final Bytes B = bytes(32, 0xBB);
    private static final Address ARTICLE = new Address(30_023, ALICE.publicKey(), "essay");
    private static final Tag A_TAG = Tag.of("a", "30023:" + ALICE.publicKey() + ":essay");

    @ParameterizedTest
    @CsvSource({
        "'', +, LIKE",
        "' \n', +, LIKE",
        "+, +, LIKE",
        "' +\n', +, LIKE",
        "\uFE0F, +, LIKE",
        "-, -, DISLIKE",
        "🤙, 🤙, EMOJI",
        "🤙🏻, 🤙🏻, EMOJI",
        "👍, 👍, EMOJI",
        "👎, 👎, EMOJI",
        "❤, ❤, EMOJI",
        "❤️, ❤, EMOJI",
        "👩‍❤️‍💋‍👨, 👩‍❤‍💋‍👨, EMOJI",
        "🇨🇭, 🇨🇭, EMOJI",
        "1️⃣, 1⃣, EMOJI",
        "ℹ️, ℹ, EMOJI",
        "'🔥 ', 🔥, EMOJI",
        "'\uFE0F x \uFE0F', x, TEXT",
        "++, ++, TEXT",
        "–, –, EMOJI",
        ":), :), TEXT",
        "nice 🔥, nice 🔥, TEXT",
        "いいね, いいね, TEXT",
        ":soapbox:, :soapbox:, TEXT",
        "12, 12, TEXT"
    })
    void meansWhatNip25Says(String content, String symbol, Reaction.Meaning meaning) {
        assertThat(of(content, e(A)))
                .contains(new Reaction(
                        meaning,
                        symbol,
                        Optional.empty(),
                        Optional.of(A),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()));
    }

    @Test
    void aShortcodeWithAnImageIsACustomEmoji() {
        assertThat(of(
                        ":soap_box-1:",
                        e(A),
                        Tag.of("emoji", "other", "https://x.example/other.png"),
                        Tag.of("emoji", "soap_box-1", "https://x.example/box.png")))
                .get()
                .extracting(Reaction::meaning, Reaction::symbol, Reaction::image)
                .containsExactly(CUSTOM_EMOJI, ":soap_box-1:", Link.parse("https://x.example/box.png"));
    }

    static Stream<Tag> uselessEmojiTags() {
        return Stream.of(
                Tag.of("emoji"),
                Tag.of("emoji", "x"),
                Tag.of("emoji", "y", "https://x.example/x.png"),
                Tag.of("emoji", "x", "javascript:alert(1)"),
                Tag.of("emoji", ":x:", "https://x.example/x.png"));
    }

    @ParameterizedTest
    @MethodSource("uselessEmojiTags")
    void withoutAnImageItIsAText(Tag emoji) {
        assertThat(of(":x:", e(A), emoji))
                .get()
                .extracting(Reaction::meaning, Reaction::image)
                .containsExactly(Reaction.Meaning.TEXT, Optional.empty());
    }

    @Test
    void theLastTagsNameTheTarget() {
        assertThat(of(
                        "+",
                        e(A),
                        e(B),
                        Tag.of("e", "nonsense"),
                        Tag.of("p", ALICE.publicKey().hex()),
                        Tag.of("p", BOB.publicKey().hex()),
                        Tag.of("k", "1")))
                .contains(new Reaction(
                        LIKE,
                        "+",
                        Optional.empty(),
                        Optional.of(B),
                        Optional.empty(),
                        Optional.of(BOB.publicKey()),
                        OptionalInt.of(1)));
    }

    @Test
    void anAddressNamesATargetAndItsAuthor() {
        Optional<Bytes> alice = Optional.of(ALICE.publicKey());

        assertThat(of("+", A_TAG)).get().isEqualTo(like(null, alice));
        assertThat(of("+", e(A), A_TAG, Tag.of("p", BOB.publicKey().hex())))
                .get()
                .isEqualTo(like(A, alice));
    }

    @Test
    void whatNamesNothingIsNoReaction() {
        String self = Fixtures.unsigned(Kinds.REACTION, "+").id().hex();

        assertThat(of("+")).isEmpty();
        assertThat(of("+", Tag.of("e", "x"), Tag.of("e", self), Tag.of("a", "7:x:"), Tag.of("E", A.hex())))
                .isEmpty();
        assertThat(Reaction.of(Fixtures.unsigned(Kinds.NOTE, "+", e(A)))).isEmpty();
    }

    @Test
    void theSymbolIsBounded() {
        assertThat(of("x" + "🔥".repeat(1_000_000), e(A)))
                .get()
                .satisfies(reaction -> assertThat(reaction.symbol())
                        .hasSize(Reaction.MAX_LENGTH - 1)
                        .endsWith("🔥"));
        assertThat(of(":" + "x".repeat(70) + ":", e(A), Tag.of("emoji", "x".repeat(70), "https://x.example/")))
                .get()
                .extracting(Reaction::meaning)
                .isEqualTo(Reaction.Meaning.TEXT);
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingIsReadWithoutFailure(@ForAll String content, @ForAll List<Tag> tags) {
        assertThat(of(content, tags.toArray(Tag[]::new))).isEmpty();
        assertThat(of(content, e(A))).get().satisfies(reaction -> {
            assertThat(reaction.symbol()).isNotEmpty().hasSizeLessThanOrEqualTo(Reaction.MAX_LENGTH);
            assertThat(of(reaction.symbol(), e(A))).contains(reaction);
        });
    }

    private static Reaction like(Bytes id, Optional<Bytes> author) {
        return new Reaction(
                LIKE,
                "+",
                Optional.empty(),
                Optional.ofNullable(id),
                Optional.of(ARTICLE),
                author,
                OptionalInt.empty());
    }

    private static Tag e(Bytes id) {
        return Tag.of("e", id.hex(), "wss://relay.example");
    }

    private static Optional<Reaction> of(String content, Tag... tags) {
        return Reaction.of(Fixtures.unsigned(Kinds.REACTION, content, tags));
    }
}
