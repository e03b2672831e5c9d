package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.bytes;
import static org.nostrobservatory.protocol.Quote.Source.MENTION;
import static org.nostrobservatory.protocol.Quote.Source.TAG;
import static org.nostrobservatory.protocol.Quote.Source.TEXT;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class QuoteTest {

    private static final Bytes A = bytes(32, 0xAA);
    private static final Bytes B = bytes(32, 0xBB);
    private static final Address ARTICLE = new Address(30_023, ALICE.publicKey(), "a:b");

    private static final String NOTE_A = "nostr:" + Nip19.note(A);
    private static final String NEVENT_B =
            "nostr:" + new Nip19.Nevent(B, List.of("wss://relay.example"), Optional.of(A), OptionalInt.of(1)).toText();
    private static final String NADDR = "nostr:" + new Nip19.Naddr(ARTICLE, List.of()).toText();

    @Test
    void tagsQuoteEventsAndAddresses() {
        assertThat(of(
                        "",
                        Tag.of("q", A.hex(), "wss://relay.example", B.hex()),
                        Tag.of("q", "30023:" + ALICE.publicKey() + ":a:b"),
                        Tag.of("q", A.hex())))
                .containsExactly(quote(A, TAG), quote(ARTICLE, TAG));
    }

    @Test
    void referencesInTheTextQuoteToo() {
        assertThat(of("look: " + NOTE_A + ", " + NEVENT_B + "\n" + NADDR + NADDR))
                .containsExactly(quote(A, TEXT), quote(B, TEXT), quote(ARTICLE, TEXT));
    }

    @Test
    void mentionMarkersQuoteToo() {
        assertThat(of(
                        "#[0]",
                        Tag.of("e", A.hex(), "", "mention"),
                        Tag.of("a", "30023:" + ALICE.publicKey() + ":a:b", "", "mention"),
                        Tag.of("p", B.hex(), "", "mention"),
                        Tag.of("e", B.hex(), "", "reply")))
                .containsExactly(quote(A, MENTION), quote(ARTICLE, MENTION));
    }

    @Test
    void theStrongestSourceCounts() {
        assertThat(of(
                        NEVENT_B + NOTE_A + NADDR,
                        Tag.of("e", A.hex(), "", "mention"),
                        Tag.of("e", B.hex(), "", "mention"),
                        Tag.of("q", B.hex())))
                .containsExactly(quote(B, TAG), quote(A, MENTION), quote(ARTICLE, TEXT));
    }

    @Test
    void whatIsNothingElseIsNoQuote() {
        String self = Fixtures.unsigned(Kinds.NOTE, "").id().hex();

        assertThat(of(
                        "nostr:" + Nip19.npub(A) + " " + Nip19.note(A) + " nostr:note1x https://x.example/" + NOTE_A,
                        Tag.of("q"),
                        Tag.of("q", ""),
                        Tag.of("q", Nip19.note(A)),
                        Tag.of("q", self),
                        Tag.of("e", A.hex())))
                .isEmpty();
    }

    @Test
    void theNumberIsBounded() {
        Tag[] tags = IntStream.range(0, 200)
                .mapToObj(i -> Tag.of("q", "%064x".formatted(i)))
                .toArray(Tag[]::new);

        assertThat(of("", tags)).hasSize(Quote.MAX_NUMBER);
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingIsReadWithoutFailure(@ForAll Event event) {
        assertThat(Quote.of(event)).extracting(Quote::target).doesNotHaveDuplicates();
    }

    private static Quote quote(Bytes id, Quote.Source source) {
        return new Quote(new Target.EventId(id), source);
    }

    private static Quote quote(Address address, Quote.Source source) {
        return new Quote(new Target.EventAddress(address), source);
    }

    private static List<Quote> of(String text, Tag... tags) {
        return Quote.of(Fixtures.unsigned(Kinds.NOTE, text, tags));
    }
}
