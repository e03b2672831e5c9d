package org.nostrobservatory.web.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.JsonFormat;

class RelayRowTest {

    private static final Instant CONNECTED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isConnectedOnlyWhileItIsOnline() {
        assertThat(row("live", true).getConnectedSince()).isEqualTo(CONNECTED);
        assertThat(row("syncing", true).isOnline()).isTrue();
        assertThat(row("waiting", true).getConnectedSince()).isNull();
        assertThat(row("waiting", false).getState()).isEqualTo("disabled");
        assertThat(new RelayRow(summary("stopped", true, new Relays.Handling(true, false, 50))).getState())
                .isEqualTo("paused");
    }

    @Test
    void sumsWhatWasRejected() {
        assertThat(row("live", true).getRejected()).isEqualTo(5);
    }

    @Test
    void isFoundByWhatIsShownOfIt() {
        RelayRow row = row("live", true);
        assertThat(row.getName()).isEqualTo("relay.example.com");
        assertThat(row.matches(" EXAMPLE ")).isTrue();
        assertThat(row.matches("live")).isTrue();
        assertThat(row.matches("refused")).isTrue();
        assertThat(row.matches("tor")).isFalse();
        assertThat(row.matches("")).isTrue();
    }

    @Test
    void listsPartByPart() {
        List<Relays.Summary> found = List.of(summary("live", true), summary("live", true));
        RelayDocument.Part part = RelayResource.part(found, 1);
        assertThat(part.items()).hasSize(1);
        assertThat(Cursor.key(part.nextCursor())).isEqualTo("wss://relay.example.com/");
        assertThat(RelayResource.part(found, 2).nextCursor()).isNull();
    }

    @Test
    void becomesJsonWithTheFieldsOfTheInterface() {
        String json = JsonFormat.create().toJson(RelayDocument.of(summary("live", true)));
        assertThat(json)
                .startsWith("{\"url\":\"wss://relay.example.com/\",\"network\":\"clearnet\",\"role\":\"configured\"")
                .contains("\"lastEventAt\":null", "\"lastError\":\"Connection refused\"")
                .endsWith("\"counters\":{\"received\":18,\"stored\":4,\"duplicate\":2,\"ephemeral\":1,\"future\":3,"
                        + "\"withdrawn\":1,\"expired\":2,\"protectedEvents\":3,\"rejected\":{\"sig-invalid\":5}}}");
    }

    private static RelayRow row(String state, boolean enabled) {
        return new RelayRow(summary(state, enabled));
    }

    private static Relays.Summary summary(String state, boolean enabled) {
        return summary(state, enabled, Relays.Handling.USUAL);
    }

    private static Relays.Summary summary(String state, boolean enabled, Relays.Handling handling) {
        return new Relays.Summary(
                1,
                "wss://relay.example.com/",
                "clearnet",
                "configured",
                enabled,
                handling,
                CONNECTED,
                state,
                CONNECTED,
                CONNECTED,
                null,
                0,
                "Connection refused",
                null,
                new Relays.Counters(18, 4, 2, 1, 3, 1, 2, 3, Map.of("sig-invalid", 5L)));
    }
}
