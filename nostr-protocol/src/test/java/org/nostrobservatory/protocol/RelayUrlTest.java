package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RelayUrlTest {

    private static final String ONION = "a2".repeat(28) + ".onion";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // Case, white space around, empty path.
                "wss://relay.example.com, wss://relay.example.com/",
                "WSS://Relay.EXAMPLE.com/Path, wss://relay.example.com/Path",
                "` \twss://relay.example.com \n`, wss://relay.example.com/",
                // Ports.
                "wss://relay.example.com:443, wss://relay.example.com/",
                "ws://relay.example.com:80/, ws://relay.example.com/",
                "ws://relay.example.com:443/, ws://relay.example.com:443/",
                "wss://relay.example.com:80/, wss://relay.example.com:80/",
                "wss://relay.example.com:/, wss://relay.example.com/",
                "wss://relay.example.com:0443/, wss://relay.example.com/",
                "wss://relay.example.com:7777/x, wss://relay.example.com:7777/x",
                // Dot segments; an empty segment is a segment.
                "wss://relay.example.com/a/./b/../c, wss://relay.example.com/a/c",
                "wss://relay.example.com/../a, wss://relay.example.com/a",
                "wss://relay.example.com/../../.., wss://relay.example.com/",
                "wss://relay.example.com/a/.., wss://relay.example.com/",
                "wss://relay.example.com/a/., wss://relay.example.com/a/",
                "wss://relay.example.com/a/..., wss://relay.example.com/a/...",
                "wss://relay.example.com//a//b, wss://relay.example.com//a//b",
                // Paths and queries count.
                "wss://relay.example.com/x, wss://relay.example.com/x",
                "wss://relay.example.com/x/, wss://relay.example.com/x/",
                "wss://relay.example.com?a=b&c, wss://relay.example.com/?a=b&c",
                "wss://relay.example.com/?a=/../b, wss://relay.example.com/?a=/../b",
                // Escapes.
                "wss://relay.example.com/%c3%a9?%2f, wss://relay.example.com/%C3%A9?%2F",
                "wss://relay.example.com/é?ü, wss://relay.example.com/%C3%A9?%C3%BC",
                // Fragments and users go.
                "wss://relay.example.com/x#y, wss://relay.example.com/x",
                "wss://user:secret@relay.example.com/x, wss://relay.example.com/x",
                "wss://a@b_c.example.com/x, wss://b_c.example.com/x",
                // Hosts.
                "wss://relay.example.com., wss://relay.example.com/",
                "wss://relay.example.com.:443/, wss://relay.example.com/",
                "wss://relay。example．com。, wss://relay.example.com/",
                "wss://BÜCHER.example, wss://xn--bcher-kva.example/",
                "wss://xn--BCHER-kva.example, wss://xn--bcher-kva.example/",
                "wss://my_relay.example.com:8080, wss://my_relay.example.com:8080/",
                "ws://localhost:8080, ws://localhost:8080/",
                "ws://127.0.0.1, ws://127.0.0.1/",
                // IPv6, as RFC 5952 writes it.
                "ws://[::1]:7000, ws://[::1]:7000/",
                "ws://[0:0:0:0:0:0:0:1], ws://[::1]/",
                "wss://[2001:0DB8:0000:0000:0000:0000:0000:0001]:443/, wss://[2001:db8::1]/",
                "wss://[2001:db8:0:1:1:1:1:1], wss://[2001:db8:0:1:1:1:1:1]/",
                "wss://[2001:0:0:1:0:0:0:1], wss://[2001:0:0:1::1]/",
                "wss://[2001:db8:0:0:1:0:0:1], wss://[2001:db8::1:0:0:1]/",
                "wss://[2001:db8:0:0:0:0:0:0], wss://[2001:db8::]/",
                "wss://[::], wss://[::]/",
                "wss://[::ffff:1.2.3.4], wss://[::ffff:1.2.3.4]/",
                "wss://[::FFFF:102:304], wss://[::ffff:1.2.3.4]/"
            })
    void normalises(String text, String expected) {
        RelayUrl url = new RelayUrl(text);

        assertThat(url).hasToString(expected).isEqualTo(new RelayUrl(expected));
        assertThat(url.toUri()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "relay.example.com",
                "https://relay.example.com",
                "wss:relay.example.com",
                "wss:/relay.example.com",
                "wss://",
                "wss:///path",
                "wss://@/",
                "//relay.example.com",
                "wss://wss://relay.example.com",
                "wss://relay",
                "wss://relay.",
                "wss://.com",
                "wss://relay..com",
                "wss://relay.example.com..",
                "wss://-relay.example.com",
                "wss://relay-.example.com",
                "wss://relay.example.com:0",
                "wss://relay.example.com:65536",
                "wss://relay.example.com:99999999999",
                "wss://relay.example.com:+80",
                "wss://relay.example.com:-80",
                "wss://relay.example.com:٨٠",
                "wss://relay.example.com:port",
                "wss://relay.example.com:1:2",
                "wss://relay example.com",
                "wss://relay.example.com/a b",
                "wss://relay.example.com/a\nb",
                "wss://relay.example.com/a\u0000",
                "wss://relay.example.com/a\u200bb",
                "wss://relay.example.com/a\ud800",
                "wss://relay\ud800.example.com/",
                "wss://relay.example.com/a\u00a0b",
                "wss://relay.example.com/%zz",
                "wss://relay.example.com\\x",
                "wss://relay.example.com/{x}",
                "wss://relay%2eexample.com",
                "wss://relay!.example.com",
                "wss://1.2.3",
                "wss://127.1",
                "wss://1.2.3.4.5",
                "wss://1.2.3.256",
                "wss://010.0.0.1",
                "wss://0x7f.1",
                "wss://1.2.3.0x4",
                "wss://1.2.3.4000000000000",
                "wss://[::1",
                "wss://[::g]",
                "wss://[1.2.3.4]",
                "wss://[::1%25eth0]",
                "wss://[fe80::1%1]",
                "wss://[::1]x",
                "wss://abc.onion",
                "wss://facebookcorewwwi.onion"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> new RelayUrl(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
        assertThat(RelayUrl.parse(text)).isEmpty();
    }

    @Test
    void refusesLongAddresses() {
        String start = "wss://relay.example.com/";
        assertThat(RelayUrl.parse(start + "a".repeat(2048 - start.length()))).isPresent();
        assertThat(RelayUrl.parse(start + "a".repeat(2049 - start.length()))).isEmpty();
        assertThat(RelayUrl.parse(start + "é".repeat(1000))).isEmpty();
        assertThat(RelayUrl.parse("wss://relay.example.com?" + "a".repeat(2048 - start.length())))
                .isEmpty();
        assertThat(RelayUrl.parse("wss://" + "a.".repeat(1000) + "com")).isEmpty();
        assertThat(RelayUrl.parse("wss://" + "a".repeat(64) + ".com")).isEmpty();
        assertThat(RelayUrl.parse("wss://" + "ü".repeat(1500) + ".com")).isEmpty();
        assertThat(RelayUrl.parse("a".repeat(20_000_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wss://relay.example.com, CLEARNET",
        "wss://localhost.example.com, CLEARNET",
        "wss://relay.10.example.com, CLEARNET",
        "ws://8.8.8.8, CLEARNET",
        "ws://172.15.0.1, CLEARNET",
        "ws://172.32.0.1, CLEARNET",
        "ws://100.63.0.1, CLEARNET",
        "ws://100.128.0.1, CLEARNET",
        "ws://223.1.1.1, CLEARNET",
        "ws://[2606:4700::1111], CLEARNET",
        "ws://localhost, LOCAL",
        "ws://relay.localhost, LOCAL",
        "ws://umbrel.local:4848, LOCAL",
        "ws://nas.lan, LOCAL",
        "ws://relay.internal, LOCAL",
        "ws://127.0.0.1, LOCAL",
        "ws://127.255.0.1:8080, LOCAL",
        "ws://0.0.0.0, LOCAL",
        "ws://10.1.2.3, LOCAL",
        "ws://172.16.0.1, LOCAL",
        "ws://172.31.0.1, LOCAL",
        "ws://192.168.1.1, LOCAL",
        "ws://169.254.169.254, LOCAL",
        "ws://100.64.0.1, LOCAL",
        "ws://100.127.0.1, LOCAL",
        "ws://224.0.0.1, LOCAL",
        "ws://255.255.255.255, LOCAL",
        "ws://198.18.0.1, LOCAL",
        "ws://[::1]:7777, LOCAL",
        "ws://[::], LOCAL",
        "ws://[fe80::1], LOCAL",
        "ws://[fc00::1], LOCAL",
        "ws://[fd12:3456::1], LOCAL",
        "ws://[fec0::1], LOCAL",
        "ws://[ff02::1], LOCAL",
        "ws://[::ffff:127.0.0.1], LOCAL",
        "ws://[::ffff:10.0.0.1], LOCAL",
        "ws://[::127.0.0.1], LOCAL",
        "ws://[64:ff9b::7f00:1], LOCAL",
        "ws://[2002:7f00:1::1], LOCAL",
        "ws://[2001:0:a00:1::1], LOCAL",
        "ws://[2001:1::1], CLEARNET",
        "ws://[::ffff:8.8.8.8], CLEARNET",
        "ws://example.i2p, I2P",
        "ws://example.loki, LOKI"
    })
    void knowsTheNetwork(String text, RelayUrl.Network expected) {
        assertThat(new RelayUrl(text).network()).isEqualTo(expected);
    }

    @Test
    void knowsOnions() {
        assertThat(new RelayUrl("ws://" + ONION).network()).isEqualTo(RelayUrl.Network.TOR);
        assertThat(new RelayUrl("ws://relay." + ONION).network()).isEqualTo(RelayUrl.Network.TOR);
        assertThat(RelayUrl.parse("ws://a" + ONION)).isEmpty();
        assertThat(RelayUrl.parse("ws://" + ONION.substring(1))).isEmpty();
        assertThat(RelayUrl.parse("ws://1" + ONION.substring(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wss://Relay.example.com:7777/x, relay.example.com",
        "wss://my_relay.example.com, my_relay.example.com",
        "wss://my_relay.example.com:7777, my_relay.example.com",
        "ws://[::1]:7777, [::1]",
        "ws://[::1], [::1]"
    })
    void knowsTheHost(String text, String expected) {
        assertThat(new RelayUrl(text).host()).isEqualTo(expected);
    }

    @Test
    void secureAndPlainAreTwoEndpoints() {
        assertThat(new RelayUrl("ws://relay.example.com")).isNotEqualTo(new RelayUrl("wss://relay.example.com"));
        assertThat(new RelayUrl("ws://relay.example.com")).isLessThan(new RelayUrl("wss://relay.example.com"));
    }

    @Test
    void readsWhatIsUsedInTheWild() {
        List<String> rows = SampleFiles.lines("relay-urls-in-the-wild.csv");
        int accepted = 0;
        for (String row : rows.subList(1, rows.size())) {
            accepted += checkIdempotent(row.substring(0, row.lastIndexOf(','))) ? 1 : 0;
        }
        for (String line : SampleFiles.lines("relays.txt")) {
            checkIdempotent(line);
        }
        assertThat(accepted).isGreaterThan(rows.size() / 2);
    }

    /** Whether the text is accepted; if so, all that can be asked of the address must be well. */
    static boolean checkIdempotent(String text) {
        return RelayUrl.parse(text)
                .map(url -> {
                    assertThat(new RelayUrl(url.value())).as(text).isEqualTo(url);
                    assertThat(url.value()).as(text).matches("wss?://[!-~]+");
                    assertThat(url.host()).as(text).isNotEmpty();
                    assertThat(url.network()).as(text).isNotNull();
                    return true;
                })
                .orElse(false);
    }
}
