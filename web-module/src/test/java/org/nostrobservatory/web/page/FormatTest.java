package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.Bytes;

class FormatTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final Bytes KEY = Bytes.fromHex("ab".repeat(32));

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

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "999.6, 1.0k",
        "1234, 1.2k",
        "12345, 12k",
        "999500, 1.0M",
        "-1500, -1.5k",
        "9e18, 9.0E",
        "1e30, 1000000000000E"
    })
    void writesLargeNumbersShort(double value, String text) {
        assertThat(format.compact(value)).isEqualTo(text);
    }

    @Test
    void writesRatios() {
        assertThat(format.percent(OptionalDouble.of(12.345))).isEqualTo("12.3 %");
        assertThat(format.percent(OptionalDouble.empty())).isEqualTo("–");
        assertThat(format.decimal(1234.56)).isEqualTo("1,234.6");
        assertThat(format.decimal(Double.NaN)).isEqualTo("–");
        assertThat(format.percentage(1.26)).isEqualTo("1.3 %");
        assertThat(format.percentage(null)).isEqualTo("–");
        assertThat(format.change(1234.5)).isEqualTo("+1,234.5 %");
        assertThat(format.change(-0.26)).isEqualTo("−0.3 %");
        assertThat(format.change(null)).isEqualTo("–");
        assertThat(format.msat(12_999)).isEqualTo("12 sats");
        assertThat(format.plural(1, "reply", "replies")).isEqualTo("1 reply");
        assertThat(format.plural(2, "reply", "replies")).isEqualTo("2 replies");
    }

    @Test
    void callsPeopleByTheirNames() {
        assertThat(format.name("  Al\u202Eice\n", KEY)).isEqualTo("Alice");
        assertThat(format.name("🐧".repeat(50), KEY)).isEqualTo("🐧".repeat(40) + "…");
        assertThat(format.name("محمد", KEY)).isEqualTo("محمد");
        assertThat(format.name("e" + "\u0301".repeat(100), KEY)).isEqualTo("e\u0301\u0301\u0301");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u200B\u200D", "\u3164", "\u2800\u115F", "\u0301", "\uD800"})
    void callsThoseWithoutAVisibleNameByTheirKeys(String name) {
        assertThat(format.name(name, KEY)).isEqualTo(Format.shortNpub(KEY)).matches("npub1.{6}….{6}");
    }

    @Test
    void writesALongNameQuickly() {
        assertThat(format.name(" ".repeat(1_000_000) + "x", KEY)).isEqualTo(Format.shortNpub(KEY));
        assertThat(format.name("x".repeat(1_000_000), KEY)).isEqualTo("x".repeat(40) + "…");
    }

    @Test
    void givesEveryKeyAColour() {
        assertThat(format.hue(KEY)).isBetween(0, 359).isEqualTo(format.hue(Bytes.fromHex("ab".repeat(32))));
        assertThat(format.hue(Bytes.fromHex("ff".repeat(32)))).isBetween(0, 359);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12345, '12,345'", "1234.5678, '1,234.568'", "0.001, 0.001", "0.5, 0.5", "0.0002468, 2.47E-4"})
    void numbersAreAsExactAsTheyHaveToBe(double value, String text) {
        assertThat(format.exact(value)).isEqualTo(text);
        assertThat(format.exact(Double.NaN)).isEqualTo("–");
        assertThat(format.spaced("ageHours")).isEqualTo("age hours");
    }

    @Test
    void stretchesOfTimeAreRoundedDown() {
        assertThat(format.duration(null)).isEqualTo("–");
        assertThat(format.duration(0L)).isEqualTo("0 s");
        assertThat(format.duration(119L)).isEqualTo("119 s");
        assertThat(format.duration(120L)).isEqualTo("2 min");
        assertThat(format.duration(7_200L)).isEqualTo("2 h");
        assertThat(format.duration(86_400L * 3)).isEqualTo("3 days");
    }
}
