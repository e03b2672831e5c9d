package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LnurlTest {

    private static final String ONION = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";

    private static String bech32(String prefix, String url) {
        return Bech32.encode(prefix, Bech32.regroup(url.getBytes(StandardCharsets.UTF_8), 8, 5, true));
    }

    /** "For example" of LUD-16, and what is allowed there. */
    @ParameterizedTest
    @CsvSource({
        "satoshi@bitcoin.org, https://bitcoin.org/.well-known/lnurlp/satoshi",
        "' satoshi@bitcoin.org ', https://bitcoin.org/.well-known/lnurlp/satoshi",
        "Satoshi@Bitcoin.ORG, https://bitcoin.org/.well-known/lnurlp/satoshi",
        "lightning:satoshi@bitcoin.org, https://bitcoin.org/.well-known/lnurlp/satoshi",
        "a-z_0.9@pay.example.co.uk, https://pay.example.co.uk/.well-known/lnurlp/a-z_0.9",
        "alice+tips@example.com, https://example.com/.well-known/lnurlp/alice+tips",
        "...@example.com, https://example.com/.well-known/lnurlp/...",
        "alice@bücher.example, https://xn--bcher-kva.example/.well-known/lnurlp/alice",
        "alice@" + ONION + ", http://" + ONION + "/.well-known/lnurlp/alice"
    })
    void aLightningAddressIsAUrl(String address, URI url) {
        assertThat(Lnurl.parse(address)).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "alice",
                "alice@",
                "@example.com",
                "alice@example",
                "alice@localhost",
                "alice@printer.local",
                "alice@8.8.8.8",
                "alice@127.0.0.1",
                "alice@127.1",
                "alice@[2606:4700::1111]",
                "alice@example.com:3000",
                "alice@example.com/x",
                "alice@example.com?x",
                "alice@example.com#x",
                "alice@bob@example.com",
                "alice@exa mple.com",
                "alice@exa%6dple.com",
                "alice@example.com\\x",
                "alice@example.com\uFF0Fx",
                "alice@site.i2p",
                "alice@short.onion",
                "..@example.com",
                ".@example.com",
                "al/ice@example.com",
                "al%2fice@example.com",
                "älice@example.com",
                "\u212Aelvin@example.com",
                "al\u0000ice@example.com",
                "alice\u200B@example.com",
                "<script>@example.com"
            })
    void whatIsNoLightningAddressIsNone(String text) {
        assertThat(Lnurl.parse(text)).isEmpty();
    }

    @Test
    void aNameHas64CharactersAtMost() {
        assertThat(Lnurl.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(Lnurl.parse("a".repeat(65) + "@example.com")).isEmpty();
    }

    /** The example of LUD-01, and the one of NIP-57 appendix A. */
    @Test
    void anLnurlIsAUrl() {
        String example =
                "LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQ"
                        + "URZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS";
        URI url = URI.create(
                "https://service.com/api?q=3fc3645b439ce8e7f2553a69e5267081d96dcd340693afabe04be7b0ccd178df");

        assertThat(Lnurl.parse(example)).contains(url);
        assertThat(Lnurl.parse(example.toLowerCase(Locale.ROOT))).contains(url);
        assertThat(Lnurl.parse("\nlightning:" + example)).contains(url);
        assertThat(Lnurl.parse("lnurl" + example.substring(5))).isEmpty();
        assertThat(Lnurl.parse(example.substring(0, example.length() - 1) + "X"))
                .isEmpty();
        assertThat(Lnurl.parse("lnurl1dp68gurn8ghj7um5v93kketj9ehx2amn9uh8wetvdskkkmn0wahz7mrww4excup0dajx2mrv92x9xp"))
                .isPresent()
                .isEqualTo(Lnurl.parse("odell@stacker.news"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/lnurlp/alice, https://example.com/lnurlp/alice",
        "HTTPS://EXAMPLE.com:443/Pay?id=7#top, https://example.com/Pay?id=7",
        "https://example.com, https://example.com/",
        "https://example.com:8443/pay, https://example.com:8443/pay",
        "https://user:secret@example.com/pay, https://example.com/pay",
        "http://" + ONION + "/pay, http://" + ONION + "/pay",
        "https://" + ONION + "/pay, https://" + ONION + "/pay"
    })
    void aUrlIsItself(String text, URI url) {
        assertThat(Lnurl.parse(text)).contains(url);
        assertThat(Lnurl.parse(bech32("lnurl", text))).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/pay",
                "https://localhost/pay",
                "https://192.168.1.1/pay",
                "https://[::1]/pay",
                "https://[::ffff:127.0.0.1]/pay",
                "https://2130706433/pay",
                "https://service.i2p/pay",
                "https://a_b.example.com/pay",
                "https:example.com",
                "https://",
                "https:///pay",
                "https://example.com/a b",
                "ftp://example.com/pay",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "wss://example.com/",
                "ws://example.com/",
                "example.com"
            })
    void whatIsNoAddressOfThePublicWebIsNone(String text) {
        assertThat(Lnurl.parse(text)).isEmpty();
        assertThat(Lnurl.parse(bech32("lnurl", text))).isEmpty();
    }

    @Test
    void otherBech32IsNone() {
        assertThat(Lnurl.parse(bech32("lnurlp", "https://example.com/"))).isEmpty();
        assertThat(Lnurl.parse(bech32("lnurl1x", "https://example.com/"))).isEmpty();
        assertThat(Lnurl.parse(bech32("npub", "https://example.com/"))).isEmpty();
        assertThat(Lnurl.parse(Bech32.encode("lnurl", new byte[] {31, 31, 31}))).isEmpty();
        assertThat(Lnurl.parse("lnurl1")).isEmpty();
    }

    @Test
    void theLongestUrlIsReadAndALongerOneIsNot() {
        String longest = "https://example.com/" + "a".repeat(2050 - 20);
        assertThat(Lnurl.parse(bech32("lnurl", longest))).contains(URI.create(longest));
        assertThat(Lnurl.parse(bech32("lnurl", longest + "a"))).isEmpty();
        assertThat(Lnurl.parse("lnurl1" + "q".repeat(3_000_000))).isEmpty();
    }

    @Property
    void anAnswerIsSafeToAsk(@ForAll String name, @ForAll String domain) {
        for (String text : new String[] {name, name + "@" + domain, "https://" + domain, "a@" + domain + ".com"}) {
            Lnurl.parse(text).ifPresent(url -> {
                assertThat(url.getScheme()).isIn("http", "https");
                assertThat(url.getHost()).contains(".");
                assertThat(url.getUserInfo()).isNull();
                assertThat(url.toASCIIString()).isEqualTo(url.toString());
            });
        }
    }
}
