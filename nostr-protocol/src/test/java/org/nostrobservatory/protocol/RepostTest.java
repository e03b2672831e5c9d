package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.Repost.Copy;

class RepostTest {

    private static final Bytes A = bytes(32, 0xAA);
    private static final Event ARTICLE = ALICE.sign(1_700_000_000, 30_023, List.of(Tag.of("d", "essay")), "text");
    private static final Address ADDRESS = new Address(30_023, ALICE.publicKey(), "essay");
    private static final Tag A_TAG = Tag.of("a", "30023:" + ALICE.publicKey() + ":essay");

    @Test
    void aCopyThatIsNamedAndSignedIsUsed() {
        assertThat(of(6, EventJson.write(NOTE), e(NOTE.id())))
                .contains(new Repost(
                        Optional.of(NOTE.id()),
                        Optional.empty(),
                        Optional.of(ALICE.publicKey()),
                        OptionalInt.of(1),
                        Copy.VERIFIED,
                        Optional.of(NOTE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void withoutACopyTheTagsAreBelieved(String nothing) {
        assertThat(of(6, nothing, e(A), p(BOB.publicKey())))
                .contains(claimed(A, null, BOB.publicKey(), OptionalInt.of(1), Copy.NONE));
        assertThat(of(6, nothing, e(A))).contains(claimed(A, null, null, OptionalInt.of(1), Copy.NONE));
    }

    @Test
    void aGenericRepostNamesKindAndAddress() {
        assertThat(of(16, "", e(A), Tag.of("k", "1063")))
                .contains(claimed(A, null, null, OptionalInt.of(1063), Copy.NONE));
        assertThat(of(16, "", A_TAG))
                .contains(claimed(null, ADDRESS, ALICE.publicKey(), OptionalInt.of(30_023), Copy.NONE));
        assertThat(of(16, "", e(A), A_TAG, p(BOB.publicKey()), Tag.of("k", "1")))
                .contains(claimed(A, ADDRESS, ALICE.publicKey(), OptionalInt.of(30_023), Copy.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "65536", "99999", "1.0", "99999999999999999999"})
    void aKindThatIsNoneIsNotClaimed(String kind) {
        assertThat(of(16, "", e(A), Tag.of("k", kind)))
                .get()
                .extracting(Repost::kind)
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void aCopyMayBeNamedByItsAddress() {
        assertThat(of(16, EventJson.write(ARTICLE), A_TAG))
                .contains(new Repost(
                        Optional.of(ARTICLE.id()),
                        Optional.of(ADDRESS),
                        Optional.of(ALICE.publicKey()),
                        OptionalInt.of(30_023),
                        Copy.VERIFIED,
                        Optional.of(ARTICLE)));
    }

    @Test
    void theCopyTellsWhichOfSeveralIdsIsTheReposted() {
        assertThat(of(6, EventJson.write(NOTE), e(NOTE.id()), e(A), p(BOB.publicKey())))
                .get()
                .extracting(Repost::eventId, Repost::author, Repost::copy)
                .containsExactly(Optional.of(NOTE.id()), Optional.of(ALICE.publicKey()), Copy.VERIFIED);
    }

    @Test
    void ofSeveralIdsTheLastIsTheRepostsOwn() {
        assertThat(of(6, "", e(A), e(NOTE.id()), p(ALICE.publicKey()), p(BOB.publicKey())))
                .contains(claimed(NOTE.id(), null, BOB.publicKey(), OptionalInt.of(1), Copy.NONE));
    }

    static Stream<Arguments> unusable() {
        String json = EventJson.write(NOTE);
        Event secret = ALICE.sign(1_700_000_000, 1, List.of(Tag.of("-")), "for few");
        Event foreignSignature = new Event(
                NOTE.id(), NOTE.pubkey(), NOTE.createdAt(), NOTE.kind(), NOTE.tags(), NOTE.content(), bytes(64, 1));
        Tag[] many = IntStream.range(0, 5001).mapToObj(i -> Tag.of("x")).toArray(Tag[]::new);
        Event large = ALICE.sign(1_700_000_000, 1, List.of(many), "");
        return Stream.of(
                Arguments.of(Copy.MALFORMED, "RT: hello", NOTE.id()),
                Arguments.of(Copy.MALFORMED, "{}", NOTE.id()),
                Arguments.of(Copy.MALFORMED, json.substring(1), NOTE.id()),
                Arguments.of(Copy.MALFORMED, "[".repeat(100_000), NOTE.id()),
                Arguments.of(Copy.MALFORMED, EventJson.write(large), large.id()),
                Arguments.of(Copy.FORGED, json.replace("hello", "hullo"), NOTE.id()),
                Arguments.of(Copy.FORGED, EventJson.write(foreignSignature), NOTE.id()),
                Arguments.of(Copy.NOT_NAMED, json, A),
                Arguments.of(Copy.PROTECTED, EventJson.write(secret), secret.id()));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void noOtherCopyIsUsed(Copy copy, String content, Bytes named) {
        assertThat(of(6, content, e(named))).get().satisfies(repost -> {
            assertThat(repost.copy()).isEqualTo(copy);
            assertThat(repost.event()).isEmpty();
            assertThat(repost.eventId()).contains(named);
        });
    }

    @Test
    void aForgedCopyDecidesNothing() {
        String forged = EventJson.write(NOTE).replace("hello", "hullo");

        assertThat(of(16, forged, e(NOTE.id()), e(A), p(BOB.publicKey()), Tag.of("k", "20")))
                .contains(claimed(A, null, BOB.publicKey(), OptionalInt.of(20), Copy.FORGED));
    }

    @Test
    void whatNamesNothingIsNoRepost() {
        String self = Fixtures.unsigned(6, "").id().hex();

        assertThat(of(1, "", e(A))).isEmpty();
        assertThat(of(6, EventJson.write(NOTE))).isEmpty();
        assertThat(of(6, "", Tag.of("e"), Tag.of("e", "x"), Tag.of("e", self), Tag.of("E", A.hex()), A_TAG))
                .isEmpty();
        assertThat(of(16, "", Tag.of("a", "1:" + A + ":"))).isEmpty();
    }

    @Property
    @Domain(AnyEvent.class)
    void anyContentIsReadWithoutFailure(@ForAll String text, @ForAll List<Tag> tags) {
        assertThat(of(16, text, tags.toArray(Tag[]::new))).isEmpty();
        assertThat(of(6, text, e(A)))
                .get()
                .satisfies(repost -> assertThat(repost.event()).isEmpty());
    }

    /** Both ways to read a repost say the same. */
    private static Optional<Repost> of(int kind, String content, Tag... tags) {
        Event event = Fixtures.unsigned(kind, content, tags);
        Optional<Repost> repost = Repost.of(event);
        assertThat(Repost.eventIdOf(event)).isEqualTo(repost.flatMap(Repost::eventId));
        return repost;
    }

    private static Repost claimed(Bytes id, Address address, Bytes author, OptionalInt kind, Copy copy) {
        return new Repost(
                Optional.ofNullable(id),
                Optional.ofNullable(address),
                Optional.ofNullable(author),
                kind,
                copy,
                Optional.empty());
    }

    private static Tag e(Bytes id) {
        return Tag.of("e", id.hex(), "wss://relay.example");
    }

    private static Tag p(Bytes key) {
        return Tag.of("p", key.hex());
    }
}
