package org.nostrobservatory.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.protocol.Tag;

class WithdrawalRequestTest {

    private static final Bytes ALICES_KEY = note(ALICE, "").pubkey();
    private static final Bytes BOBS_KEY = note(BOB, "").pubkey();

    @Test
    void aDeletionNamesEventsAndAddressesOfItsAuthor() {
        String id = "ab".repeat(32);

        assertThat(of(
                        5,
                        Tag.of("e", id),
                        Tag.of("e", "nonsense"),
                        Tag.of("a", "30023:" + ALICES_KEY + ":x"),
                        Tag.of("a", "30023:" + BOBS_KEY + ":x"),
                        Tag.of("k", "1"),
                        Tag.of("e")))
                .contains(new WithdrawalRequest(
                        ALICES_KEY,
                        TIME,
                        Set.of(Bytes.fromHex(id)),
                        List.of(new Address(30_023, ALICES_KEY, "x")),
                        false));
    }

    @Test
    void whatNamesNothingIsNoRequest() {
        assertThat(of(5)).isEmpty();
        assertThat(of(5, Tag.of("a", "1:" + ALICES_KEY + ":"))).isEmpty();
        assertThat(of(1, Tag.of("e", "ab".repeat(32)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_RELAYS, true",
        "all_relays, false",
        "wss://observatory.example, true",
        "WSS://Observatory.Example:443/, true",
        "wss://other.example, false",
        "no url, false"
    })
    void aRequestToVanishConcernsUsIfItSaysSo(String relay, boolean concerned) {
        assertThat(of(62, Tag.of("relay", "wss://third.example"), Tag.of("relay", relay))
                        .isPresent())
                .isEqualTo(concerned);
    }

    @Test
    void withoutAServiceUrlOnlyAllRelaysConcernsUs() {
        Event byUrl = ALICE.sign(TIME, 62, List.of(Tag.of("relay", "wss://observatory.example")), "");
        Event all = ALICE.sign(TIME, 62, List.of(Tag.of("relay", "ALL_RELAYS")), "");

        assertThat(WithdrawalRequest.of(byUrl, Optional.empty())).isEmpty();
        assertThat(WithdrawalRequest.of(all, Optional.empty())).get().matches(WithdrawalRequest::everything);
    }

    private static Optional<WithdrawalRequest> of(int kind, Tag... tags) {
        return WithdrawalRequest.of(
                ALICE.sign(TIME, kind, List.of(tags), ""), Optional.of(new RelayUrl("wss://observatory.example")));
    }
}
