package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class ZapJudgementPropertyTest {

    private static final ProviderKnowledge KNOWN =
            new ProviderKnowledge(Optional.of(Set.of(Zapping.PROVIDER.publicKey())), Optional.empty());
    private static final Event GOOD = new Zapping().sign();

    @Provide
    Arbitrary<List<Tag>> zapTags() {
        Arbitrary<String> name = Arbitraries.of("p", "P", "e", "a", "bolt11", "description", "preimage", "amount");
        Arbitrary<String> value = Arbitraries.oneOf(
                AnyEvent.text(),
                Arbitraries.of(GOOD.tags()).map(tag -> tag.value().orElse("")));
        return Combinators.combine(name, value).as(Tag::of).list().ofMaxSize(8);
    }

    private static ZapJudgement judge(List<Tag> tags) {
        Event event = new Event(GOOD.id(), GOOD.pubkey(), GOOD.createdAt(), GOOD.kind(), tags, "", GOOD.sig());
        return ZapJudgement.of(event, KNOWN);
    }

    /** The request in it is the good one where there is any, so what it says cannot be changed by what stands around it. */
    @Property
    void whateverStandsInAReceiptIsJudged(@ForAll("zapTags") List<Tag> tags) {
        judge(tags).receipt().ifPresent(receipt -> {
            assertThat(receipt.sender()).isEqualTo(Zapping.SENDER.publicKey());
            assertThat(receipt.recipient()).isEqualTo(Zapping.RECIPIENT.publicKey());
            assertThat(receipt.amountMsat()).isEqualTo(Zapping.AMOUNT_MSAT);
        });
    }

    @Property
    void aTagMoreOrLessNeverMakesAnotherZap(
            @ForAll @IntRange(max = 5) int removed, @ForAll("zapTags") List<Tag> added) {
        List<Tag> tags = new ArrayList<>(GOOD.tags());
        tags.remove(removed);
        tags.addAll(added);

        judge(tags)
                .receipt()
                .ifPresent(receipt -> assertThat(receipt)
                        .usingRecursiveComparison()
                        .ignoringFields("doubt")
                        .isEqualTo(judge(GOOD.tags()).receipt().orElseThrow()));
    }

    /** Each character of the request is signed. */
    @Property
    void aRequestWithOneOtherCharacterIsNone(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @CharRange(from = ' ', to = '~') char other) {
        Event receipt = new Zapping()
                .description(json -> {
                    StringBuilder changed = new StringBuilder(json);
                    int at = place % json.length();
                    changed.setCharAt(at, other == json.charAt(at) ? '\u00E9' : other);
                    return changed.toString();
                })
                .sign();

        assertThat(ZapJudgement.of(receipt, KNOWN).verdict()).isEqualTo(ZapVerdict.INVALID);
    }
}
