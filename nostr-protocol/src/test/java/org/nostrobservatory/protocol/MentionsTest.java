package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class MentionsTest {

    private static final Bytes A = bytes(32, 0xAA);
    private static final Bytes B = bytes(32, 0xBB);
    private static final Bytes C = bytes(32, 0xCC);

    @Test
    void tagsAndReferencesNamePeople() {
        String profile = new Nip19.Nprofile(C, List.of("wss://relay.example")).toText();

        assertThat(of("hi nostr:" + Nip19.npub(B) + "'s friend NOSTR:" + profile.toUpperCase() + "!", p(A)))
                .isEqualTo(new Mentions(List.of(A, B, C), false, 0));
    }

    @Test
    void eachIsNamedOnce() {
        assertThat(of("nostr:" + Nip19.npub(A) + " nostr:" + Nip19.npub(A), p(B), p(A), p(A)))
                .isEqualTo(new Mentions(List.of(B, A), false, 0));
    }

    @Test
    void theAuthorIsNotAmongTheOthers() {
        assertThat(of("", p(ALICE.publicKey()), p(BOB.publicKey())))
                .isEqualTo(new Mentions(List.of(BOB.publicKey()), true, 0));
        assertThat(of("nostr:" + Nip19.npub(ALICE.publicKey()))).isEqualTo(new Mentions(List.of(), true, 0));
    }

    @Test
    void whatIsNoKeyOrNoReferenceIsIgnored() {
        String typo = Nip19.npub(A).replace('q', 'p');

        assertThat(of(
                        Nip19.npub(A) + " @" + Nip19.npub(A) + " nostr:" + typo + " nostr:" + Nip19.note(B)
                                + " nostr:nsec1x https://njump.example/nostr:" + Nip19.npub(A) + " #[0]",
                        Tag.of("p"),
                        Tag.of("p", ""),
                        Tag.of("p", A.hex().toUpperCase()),
                        Tag.of("p", Nip19.npub(A)),
                        Tag.of("P", A.hex()),
                        Tag.of("e", A.hex())))
                .isEqualTo(new Mentions(List.of(), false, 0));
    }

    @Test
    void theNumberIsBounded() {
        Tag[] tags = IntStream.range(0, 5000)
                .mapToObj(i -> Tag.of("p", "%064x".formatted(i)))
                .toArray(Tag[]::new);

        Mentions mentions = of("nostr:" + Nip19.npub(A), tags);

        assertThat(mentions.keys()).hasSize(Mentions.MAX_NUMBER);
        assertThat(mentions.dropped()).isEqualTo(5001 - Mentions.MAX_NUMBER);
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingIsReadWithoutFailure(@ForAll Event event) {
        assertThat(Mentions.of(event).keys()).doesNotHaveDuplicates().doesNotContain(event.pubkey());
    }

    private static Tag p(Bytes key) {
        return Tag.of("p", key.hex());
    }

    private static Mentions of(String text, Tag... tags) {
        return Mentions.of(Fixtures.unsigned(Kinds.NOTE, text, tags));
    }
}
