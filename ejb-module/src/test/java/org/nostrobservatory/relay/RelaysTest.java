package org.nostrobservatory.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays.Handling;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class RelaysTest {

    private static final RelayUrl ONE = new RelayUrl("wss://one.example");
    private static final RelayUrl TWO = new RelayUrl("wss://two.example");
    private static final RelayUrl THREE = new RelayUrl("wss://three.example");
    private static final RelayUrl PRIVATE = new RelayUrl("ws://192.168.1.1");
    private static final RelayUrl ONION = new RelayUrl("ws://" + "a".repeat(56) + ".onion/");
    private static final Handling PAUSED = new Handling(true, false, 50);

    private final Map<Setting<?>, String> values = new HashMap<>();
    private final Database database = TestDatabase.migrated();
    private final Relays relays = relays();

    private Relays relays() {
        return new Relays(new Settings(setting -> Optional.ofNullable(values.get(setting))), database);
    }

    @Test
    void theConfiguredOnesAreCollectedFromAndKeepTheirNumbers() {
        relays.configure(List.of(TWO, ONE, TWO));
        int one = id(ONE);
        relays.configure(List.of(TWO));
        assertThat(urls()).containsExactly(TWO);
        assertThat(relays.find(ONE))
                .hasValueSatisfying(relay -> assertThat(relay.enabled()).isFalse());

        relays.configure(List.of(ONE));
        assertThat(urls()).containsExactly(ONE);
        assertThat(id(ONE)).isEqualTo(one);

        relays.configure(List.of());
        assertThat(urls()).isEmpty();
    }

    @Test
    void whatWasDecidedAboutAConfiguredRelaySurvivesAStart() {
        relays.configure(List.of(ONE, TWO));
        assertThat(relays.handle(ONE, new Handling(true, true, 70))).isTrue();
        relays.configure(List.of(ONE, TWO));

        assertThat(urls()).containsExactly(TWO);
        assertThat(relays.find(ONE).orElseThrow().handling()).isEqualTo(new Handling(true, true, 70));
    }

    @Test
    void ofHighActivityFirstThenByPriority() {
        relays.configure(List.of(ONE, TWO));
        relays.add(THREE, new Handling(false, true, 0));
        relays.handle(TWO, new Handling(false, false, 51));

        assertThat(urls()).containsExactly(THREE, TWO, ONE);
        assertThat(relays.targets().get(0)).isEqualTo(new Relays.Target(id(THREE), THREE, true, 0));
    }

    @Test
    void anAddedRelayStaysOverStartsAndRemovedOnesAreGone() {
        relays.configure(List.of(ONE));
        relays.add(TWO, Handling.USUAL);
        relays.configure(List.of(ONE));
        assertThat(urls()).containsExactly(ONE, TWO);

        assertThat(relays.remove(TWO)).isTrue();
        assertThat(relays.remove(TWO)).isFalse();
        assertThat(relays.remove(THREE)).isFalse();
        assertThat(relays.handle(TWO, PAUSED)).isFalse();
        assertThat(urls()).containsExactly(ONE);
        assertThat(relays.find(TWO)).isEmpty();
        assertThat(relays.list("", 10)).hasSize(1);
    }

    @Test
    void aRemovedRelayThatDeliveredIsStillShownAndComesBackUnderItsNumber() {
        relays.add(ONE, PAUSED);
        int id = id(ONE);
        database.update("insert into relay_outcome (relay_id, outcome, events) values (?, 'stored', 7)", id);
        relays.remove(ONE);
        assertThat(relays.find(ONE)).hasValueSatisfying(relay -> {
            assertThat(relay.enabled()).isFalse();
            assertThat(relay.counters().stored()).isEqualTo(7);
        });

        relays.add(ONE, Handling.USUAL);
        assertThat(id(ONE)).isEqualTo(id);
        assertThat(urls()).containsExactly(ONE);
    }

    @Test
    void aRelayThatIsNotConfiguredAnyMoreCanBeAdded() {
        relays.configure(List.of(ONE));
        relays.configure(List.of());
        relays.add(ONE, Handling.USUAL);
        relays.configure(List.of());

        assertThat(urls()).containsExactly(ONE);
        assertThat(relays.find(ONE).orElseThrow().role()).isEqualTo("added");
    }

    @Test
    void anAddedRelayThatIsConfiguredLaterIsAConfiguredOne() {
        relays.add(ONE, PAUSED);
        relays.configure(List.of(ONE));

        assertThat(relays.find(ONE)).hasValueSatisfying(relay -> {
            assertThat(relay.role()).isEqualTo("configured");
            assertThat(relay.handling()).isEqualTo(PAUSED);
        });
    }

    @Test
    void whatIsKnownAlreadyIsRefused() {
        relays.configure(List.of(ONE));
        relays.add(TWO, PAUSED);

        for (RelayUrl url : List.of(ONE, TWO)) {
            assertThatThrownBy(() -> relays.add(url, Handling.USUAL))
                    .isInstanceOfSatisfying(
                            RelayRefusedException.class,
                            e -> assertThat(e.isConflict()).isTrue());
        }
        assertThat(relays.find(TWO).orElseThrow().handling()).isEqualTo(PAUSED);
    }

    @Test
    void aConfiguredRelayIsNotRemoved() {
        relays.configure(List.of(ONE));

        assertThatThrownBy(() -> relays.remove(ONE))
                .isInstanceOf(RelayRefusedException.class)
                .hasMessageContaining("OBSERVATORY_RELAYS");
        assertThat(urls()).containsExactly(ONE);
    }

    @Test
    void whatCannotBeReachedAsThingsAreSetIsRefused() {
        assertThat(relays.refusal(ONE)).isEmpty();
        assertThat(relays.refusal(PRIVATE).orElseThrow()).contains("OBSERVATORY_ALLOW_PRIVATE_RELAYS");
        assertThat(relays.refusal(ONION).orElseThrow()).contains("OBSERVATORY_TOR_PROXY");
        assertThat(relays.refusal(new RelayUrl("ws://relay.i2p"))).isPresent();
        assertThatThrownBy(() -> relays.add(PRIVATE, Handling.USUAL))
                .isInstanceOfSatisfying(
                        RelayRefusedException.class,
                        e -> assertThat(e.isConflict()).isFalse());
        assertThat(urls()).isEmpty();

        values.put(Setting.ALLOW_PRIVATE_RELAYS, "true");
        values.put(Setting.TOR_PROXY, "http://127.0.0.1:9");
        assertThat(relays().refusal(PRIVATE)).isEmpty();
        assertThat(relays().refusal(ONION)).isEmpty();
    }

    @Test
    void aPriorityHasBounds() {
        assertThatThrownBy(() -> new Handling(false, false, 101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Handling(false, false, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void importsAreNoRelays() {
        relays.importSource("file");

        assertThat(relays.list("", 10)).isEmpty();
        assertThat(urls()).isEmpty();
    }

    private List<RelayUrl> urls() {
        return relays.targets().stream().map(Relays.Target::url).toList();
    }

    private int id(RelayUrl url) {
        return relays.find(url).orElseThrow().id();
    }
}
