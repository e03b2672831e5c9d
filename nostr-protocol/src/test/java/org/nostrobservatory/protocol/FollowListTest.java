package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FollowListTest {

    private static final Bytes A = bytes(32, 0xAA);
    private static final Bytes B = bytes(32, 0xBB);

    @Test
    void eachKeyCountsOnceAndOneselfDoesNot() {
        assertThat(of(p(B), Tag.of("p", A.hex(), "wss://relay.example", "pet name"), p(B), p(ALICE.publicKey())))
                .contains(new FollowList(List.of(B, A), true, 0));
    }

    @Test
    void whatIsNoKeyIsCounted() {
        assertThat(of(
                        p(A),
                        Tag.of("p"),
                        Tag.of("p", ""),
                        Tag.of("p", A.hex().toUpperCase()),
                        Tag.of("p", A.hex() + "00"),
                        Tag.of("p", Nip19.npub(B)),
                        Tag.of("P", B.hex()),
                        Tag.of("e", B.hex()),
                        Tag.of()))
                .contains(new FollowList(List.of(A), false, 5));
    }

    @Test
    void anEmptyListIsAList() {
        assertThat(of()).contains(new FollowList(List.of(), false, 0));
    }

    @Test
    void onlyKind3IsOne() {
        assertThat(FollowList.of(Fixtures.unsigned(Kinds.NOTE, "", p(A)))).isEmpty();
    }

    @Property
    void theKeysAreTheSetOfAllTags(@ForAll List<@IntRange(max = 20) Integer> numbers) {
        Tag[] tags =
                numbers.stream().map(i -> Tag.of("p", "%064x".formatted(i))).toArray(Tag[]::new);
        Set<String> expected = new HashSet<>();
        numbers.forEach(i -> expected.add("%064x".formatted(i)));

        assertThat(of(tags).orElseThrow().keys())
                .extracting(Bytes::hex)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void longListsAreReadWhole() {
        Tag[] tags = IntStream.range(0, 20_000)
                .mapToObj(i -> Tag.of("p", "%064x".formatted(i)))
                .toArray(Tag[]::new);

        assertThat(of(tags).orElseThrow().keys()).hasSize(20_000);
    }

    private static Tag p(Bytes key) {
        return Tag.of("p", key.hex());
    }

    private static Optional<FollowList> of(Tag... tags) {
        return FollowList.of(Fixtures.unsigned(Kinds.FOLLOW_LIST, "{\"wss://relay.example\":{}}", tags));
    }
}
