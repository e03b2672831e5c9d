package org.nostrobservatory.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.protocol.RelayUrl;

class SettingsTest {

    @Test
    void withoutAnythingSetTheDefaultsHold() {
        Settings settings = of(Map.of());

        assertThat(settings.get(Setting.RELAYS)).hasSize(5).allMatch(url -> url.network() == RelayUrl.Network.CLEARNET);
        assertThat(settings.get(Setting.RETENTION_EVENTS)).isEmpty();
        assertThat(settings.get(Setting.BATCH_SIZE)).isEqualTo(2000);
        assertThat(settings.get(Setting.ADMIN_PASSWORD)).isEmpty();
    }

    @Test
    void valuesAreReadInTheirUnits() {
        Settings settings = of(Map.of(
                "OBSERVATORY_RELAYS", "wss://A.example, ws://b.example:80 ,,wss://a.example/",
                "OBSERVATORY_LOOKBACK", "2d",
                "OBSERVATORY_BATCH_LINGER", "20 ms",
                "OBSERVATORY_MAX_FRAME_BYTES", "512k",
                "OBSERVATORY_ALLOW_PRIVATE_RELAYS", "true"));

        assertThat(settings.get(Setting.RELAYS))
                .extracting(RelayUrl::value)
                .containsExactly("wss://a.example/", "ws://b.example/");
        assertThat(settings.get(Setting.LOOKBACK)).contains(Duration.ofDays(2));
        assertThat(settings.get(Setting.BATCH_LINGER)).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.get(Setting.MAX_FRAME_BYTES)).isEqualTo(512 * 1024);
        assertThat(settings.get(Setting.ALLOW_PRIVATE_RELAYS)).isTrue();
    }

    @Test
    void allAndForeverMeanNoLimit() {
        Settings settings = of(Map.of("OBSERVATORY_LOOKBACK", "all", "OBSERVATORY_RETENTION_EVENTS", "forever"));

        assertThat(settings.get(Setting.LOOKBACK)).isEmpty();
        assertThat(settings.get(Setting.RETENTION_EVENTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OBSERVATORY_RELAYS, https://relay.example",
        "OBSERVATORY_BATCH_SIZE, 0",
        "OBSERVATORY_BATCH_SIZE, 10001",
        "OBSERVATORY_BATCH_SIZE, many",
        "OBSERVATORY_LOOKBACK, tomorrow",
        "OBSERVATORY_LOOKBACK, -1h",
        "OBSERVATORY_LOOKBACK, 999999d",
        "OBSERVATORY_BATCH_LINGER, 2m",
        "OBSERVATORY_MAX_FRAME_BYTES, 17m",
        "OBSERVATORY_ALLOW_PRIVATE_RELAYS, yes",
        "OBSERVATORY_ADMIN_PASSWORD, short",
        "OBSERVATORY_TOR_PROXY, 127.0.0.1:9050",
        "OBSERVATORY_TOR_PROXY, socks4://127.0.0.1:9050",
        "OBSERVATORY_TOR_PROXY, socks5://127.0.0.1",
        "OBSERVATORY_SECRET_KEY, nsec1secret",
    })
    void nonsenseIsRefusedNamingTheVariable(String variable, String text) {
        assertThatThrownBy(() -> of(Map.of(variable, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(variable)
                .hasMessageContaining("Allowed:");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThatThrownBy(() -> of(Map.of("OBSERVATORY_BATCH_SIZE", "0", "OBSERVATORY_MAX_TAGS", "x")))
                .hasMessageContaining("OBSERVATORY_BATCH_SIZE")
                .hasMessageContaining("OBSERVATORY_MAX_TAGS");
    }

    @Test
    void thePasswordIsNotRepeatedInTheMessage() {
        assertThatThrownBy(() -> of(Map.of("OBSERVATORY_ADMIN_PASSWORD", "geheim")))
                .hasMessageContaining("OBSERVATORY_ADMIN_PASSWORD")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void theSecretKeyIsReadInBothSpellingsAndNeverRepeated() {
        String nsec = "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5";
        String hex = "67dea2ed018072d675f5415ecfaed7d2597555e202d85b3d65ea4e58d2d92ffa";

        assertThat(of(Map.of("OBSERVATORY_SECRET_KEY", nsec))
                        .get(Setting.SECRET_KEY)
                        .orElseThrow()
                        .publicKey())
                .isEqualTo(of(Map.of("OBSERVATORY_SECRET_KEY", hex))
                        .get(Setting.SECRET_KEY)
                        .orElseThrow()
                        .publicKey());
        assertThatThrownBy(() -> of(Map.of("OBSERVATORY_SECRET_KEY", "nsec1geheim")))
                .hasMessageNotContaining("geheim");
    }

    @Test
    void theOperatorsGuideListsEverySettingWithItsDefault() throws IOException {
        String guide = Files.readString(Path.of("../docs/operations.md"));

        for (Setting<?> setting : Setting.ALL) {
            assertThat(guide.lines()
                            .filter(line -> line.contains("`" + setting.variable() + "`"))
                            .anyMatch(line -> setting.defaultText().isEmpty()
                                    || line.contains("`" + setting.defaultText() + "`")))
                    .as("%s with its default %s stands in docs/operations.md", setting, setting.defaultText())
                    .isTrue();
        }
    }

    private static Settings of(Map<String, String> environment) {
        return new Settings(setting -> Optional.ofNullable(environment.get(setting.variable())));
    }
}
