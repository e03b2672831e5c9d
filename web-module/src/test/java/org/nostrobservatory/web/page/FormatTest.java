package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Format format = new Format();

    @Test
    void separatesThousands() {
        assertThat(format.number(0)).isEqualTo("0");
        assertThat(format.number(12_345_678_901L)).isEqualTo("12,345,678,901");
        assertThat(format.sats(12_345)).isEqualTo("12,345 sats");
        assertThat(format.sats(1)).isEqualTo("1 sat");
        assertThat(format.count(0, "zap")).isEqualTo("0 zaps");
        assertThat(format.count(1, "zap")).isEqualTo("1 zap");
    }

    @Test
    void writesSmallRatesWithADecimal() {
        assertThat(format.rate(0)).isEqualTo("0.0");
        assertThat(format.rate(12.34)).isEqualTo("12.3");
        assertThat(format.rate(1234.5)).isEqualTo("1,235");
    }

    @ParameterizedTest
    @CsvSource({
        "-60, just now",
        "0, just now",
        "5, 5 s ago",
        "59, 59 s ago",
        "60, 1 min ago",
        "3599, 59 min ago",
        "3600, 1 h ago",
        "172799, 47 h ago",
        "172800, 2 days ago"
    })
    void saysHowLongAgo(long seconds, String words) {
        assertThat(Format.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(words);
    }

    @Test
    void writesExactTimesInUtc() {
        assertThat(format.utc(NOW)).isEqualTo("2026-01-31 12:00:00 UTC");
        assertThat(format.clock(NOW)).isEqualTo("12:00:00");
    }

    @Test
    void cutsTheWordsOfStrangersWithoutHarm() {
        assertThat(format.excerpt("one\n\n two\u0000\tthree ", 100)).isEqualTo("one two three");
        assertThat(format.excerpt("abcdef", 3)).isEqualTo("abc…");
        assertThat(format.excerpt("🐧🐧🐧", 2)).isEqualTo("🐧🐧…");
        assertThat(format.excerpt("safe\u202Egnp.exe\u200B", 100)).isEqualTo("safegnp.exe");
        assertThat(format.excerpt("👩\u200D🚀", 100)).isEqualTo("👩\u200D🚀");
        assertThat(format.excerpt("", 10)).isEmpty();
    }
}
