package org.nostrobservatory.protocol;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class RelayUrlPropertyTest {

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> part = Arbitraries.of(
                "ws",
                "wss",
                "://",
                "://",
                "/",
                "/",
                "..",
                ".",
                "%2e",
                "%",
                "?",
                "#",
                "@",
                ":",
                "80",
                "443",
                "a",
                "B",
                "relay",
                ".com",
                "[",
                "]",
                "::",
                "::1",
                "fe80",
                "é",
                "ß",
                "。",
                "İ",
                "\u212a",
                "١",
                "xn--",
                "_",
                "-",
                "\u200d",
                "😀",
                " ",
                "127.0.0.1",
                "localhost",
                ".onion",
                ".i2p",
                "\\",
                "&",
                "=",
                "+",
                "~",
                "\ufb01",
                "\u0378");
        Arbitrary<String> begin = Arbitraries.of("wss://relay.com", "WS://Relay.com:80", "wss://relay.com/", "wss://");
        return Combinators.combine(begin, part.list().ofMaxSize(7)).as((first, rest) -> first + String.join("", rest));
    }

    @Property(tries = 20_000)
    @StatisticsReport(onFailureOnly = true)
    void normalisingTwiceChangesNothing(@ForAll("addresses") String text) {
        boolean accepted = RelayUrlTest.checkIdempotent(text);
        Statistics.label("accepted")
                .collect(accepted)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    }

    @Property
    void anyTextIsReadOrRefusedAndNothingElse(@ForAll String text) {
        RelayUrlTest.checkIdempotent(text);
        RelayUrlTest.checkIdempotent("wss://" + text);
        RelayUrlTest.checkIdempotent("wss://relay.example.com/" + text);
    }
}
