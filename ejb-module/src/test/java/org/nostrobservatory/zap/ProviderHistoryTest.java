package org.nostrobservatory.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.zap.ProviderHistory.Answer;

class ProviderHistoryTest {

    private static final long DAY = 86_400;
    private static final Bytes FORMER = Receipts.PROVIDER.publicKey();
    private static final Bytes LATER = Receipts.OTHER_PROVIDER.publicKey();
    private static final Bytes STRANGER = ALICE.publicKey();

    /** Days 10 to 20 one service, from day 30 on another. */
    private final ProviderHistory moved = new ProviderHistory(List.of(
            new Answer("one@pay.example", FORMER, 10 * DAY, 20 * DAY),
            new Answer("one@other.example", LATER, 30 * DAY, 40 * DAY)));

    @Test
    void nothingIsKnownOfThoseWhoNeverHadAnAnswer() {
        assertThat(ProviderHistory.NONE.at(FORMER, 5)).isEqualTo(ProviderKnowledge.UNKNOWN);
    }

    @Test
    void whoSignsNowMaySignAlsoWhatIsOlderThanTheFirstAnswer() {
        assertThat(keys(FORMER, 1)).contains(FORMER);
        assertThat(moved.at(FORMER, 15 * DAY).lnurl())
                .contains(URI.create("https://pay.example/.well-known/lnurlp/one"));
        assertThat(keys(LATER, 25 * DAY)).contains(LATER);
        assertThat(keys(LATER, 35 * DAY)).containsExactly(LATER);
    }

    @Test
    void aFormerServiceSignsNothingNew() {
        assertThat(keys(FORMER, 22 * DAY)).contains(FORMER);
        assertThat(moved.at(FORMER, 25 * DAY)).as("nobody had answered").isEqualTo(ProviderKnowledge.UNKNOWN);
        assertThat(keys(FORMER, 35 * DAY)).containsExactly(LATER);
    }

    @Test
    void aStrangerIsContradictedOnlyByWhatWasKnownThen() {
        assertThat(moved.at(STRANGER, 9 * DAY)).isEqualTo(ProviderKnowledge.UNKNOWN);
        assertThat(keys(STRANGER, 15 * DAY)).containsExactlyInAnyOrder(FORMER, LATER);
        assertThat(moved.at(STRANGER, 25 * DAY)).isEqualTo(ProviderKnowledge.UNKNOWN);
        assertThat(keys(STRANGER, 35 * DAY)).containsExactly(LATER);
        assertThat(moved.at(STRANGER, 43 * DAY)).isEqualTo(ProviderKnowledge.UNKNOWN);
    }

    @Test
    void aServiceThatMakesNoReceiptsContradictsAll() {
        ProviderHistory none =
                new ProviderHistory(List.of(new Answer("a@pay.example", WalletServices.NOBODY, 10 * DAY, 20 * DAY)));

        assertThat(none.at(STRANGER, 15 * DAY).keys()).contains(Set.of());
        assertThat(none.at(STRANGER, 5 * DAY)).isEqualTo(ProviderKnowledge.UNKNOWN);
    }

    private Set<Bytes> keys(Bytes signer, long time) {
        return moved.at(signer, time).keys().orElseThrow();
    }
}
