package org.nostrobservatory.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.score.Window;

class ParametersTest {

    private static final Bytes ID = Bytes.fromHex("ab".repeat(32));

    @Test
    void takesIntegersWithinTheirRange() {
        assertThat(Parameters.integer("hours", null, 1, 720, 24)).isEqualTo(24);
        assertThat(Parameters.integer("hours", "1", 1, 720, 24)).isEqualTo(1);
        assertThat(Parameters.integer("hours", "720", 1, 720, 24)).isEqualTo(720);
        assertThat(Parameters.limit("1000", 100)).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "721", "1.5", "ten", "1e2", " 5", "99999999999999999999", "٣٠٠٠"})
    void saysWhatIsAllowedOtherwise(String text) {
        assertRefused(() -> Parameters.integer("hours", text, 1, 720, 24), "hours is an integer from 1 to 720.");
    }

    @Test
    void takesTheWindowsThatThereAre() {
        assertThat(Parameters.window(null)).isEqualTo(Window.HOURS_24);
        assertThat(Parameters.window("1")).isEqualTo(Window.HOUR_1);
        assertThat(Parameters.window("168")).isEqualTo(Window.DAYS_7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "024", "24h", "-24", "720", "9999999999999"})
    void saysWhichWindowsThereAre(String text) {
        assertRefused(() -> Parameters.window(text), "hours is one of 1, 6, 12, 24, 48, 72, 168.");
    }

    @Test
    void aTimelineHasAtMostTwoThousandElements() {
        assertThat(Parameters.interval(24, null)).isEqualTo(Duration.ofHours(1));
        assertThat(Parameters.interval(168, "6")).isEqualTo(Duration.ofMinutes(6));
        assertRefused(() -> Parameters.interval(168, "5"), "That would be more than 2000 elements: for 168 hours");
        assertRefused(() -> Parameters.interval(1, "1441"), "interval is an integer from 1 to 1440.");
    }

    @Test
    void takesWordsAndFlags() {
        assertThat(Parameters.word("by", null, Notes.By.VIRALITY)).isEqualTo(Notes.By.VIRALITY);
        assertThat(Parameters.word("by", "zaps", Notes.By.VIRALITY)).isEqualTo(Notes.By.ZAPS);
        assertThat(Parameters.flag("trusted", null)).isFalse();
        assertThat(Parameters.flag("trusted", "false")).isFalse();
        assertThat(Parameters.flag("trusted", "true")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ZAPS", "zap", "1"})
    void saysWhichWordsThereAre(String text) {
        assertRefused(
                () -> Parameters.word("by", text, Notes.By.VIRALITY),
                "by is one of virality, zaps, replies, reposts, reactions.");
        assertRefused(() -> Parameters.flag("trusted", text), "trusted is true or false.");
    }

    @Test
    void takesEventIdsInAllSpellings() {
        assertThat(Parameters.eventId(ID.hex())).isEqualTo(ID);
        assertThat(Parameters.eventId(Nip19.note(ID))).isEqualTo(ID);
        Nip19 nevent = new Nip19.Nevent(ID, List.of("wss://relay.example.com"), Optional.of(ID), OptionalInt.of(1));
        assertThat(Parameters.eventId(nevent.toText())).isEqualTo(ID);
        assertThat(Parameters.eventId("nostr:" + nevent.toText())).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg", "note1qqqq"})
    void refusesWhatIsNoEventId(String text) {
        assertRefused(() -> Parameters.eventId(text), "An event id is");
    }

    @Test
    void takesKeysInAllSpellings() {
        assertThat(Parameters.publicKey(ID.hex())).isEqualTo(ID);
        assertThat(Parameters.publicKey(Nip19.npub(ID))).isEqualTo(ID);
        assertThat(Parameters.publicKey(new Nip19.Nprofile(ID, List.of()).toText()))
                .isEqualTo(ID);
        assertRefused(() -> Parameters.publicKey(Nip19.note(ID)), "A public key is");
    }

    @Test
    void takesSeveralValuesWithCommasOrByRepetition() {
        assertThat(Parameters.values("kinds", List.of("1,7", "1"), Integer::valueOf))
                .containsExactly(1, 7);
        assertThat(Parameters.values("t", List.of(""), text -> text)).containsExactly("");
        assertThat(Parameters.values("kinds", List.of(), Integer::valueOf)).isNull();
        assertRefused(
                () -> Parameters.values("t", List.of("a,".repeat(100)), text -> text), "t has 100 values at most.");
    }

    @Test
    void takesTimesInTwoSpellings() {
        assertThat(Parameters.seconds("since", null)).isEmpty();
        assertThat(Parameters.seconds("since", "1767225600")).hasValue(1767225600L);
        assertThat(Parameters.seconds("since", "2026-01-01T00:00:00Z")).hasValue(1767225600L);
        for (String text : List.of("", "-1", "1.5", "yesterday", "2026-01-01", "9".repeat(19))) {
            assertRefused(() -> Parameters.seconds("since", text), "since is a number of unix seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss://relay.example.com", "wss:/relay.example.com", "WSS://Relay.Example.com:443/"})
    void takesRelayUrlsEvenWithALostSlash(String text) {
        assertThat(Parameters.relayUrl(text).value()).isEqualTo("wss://relay.example.com/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://relay.example.com", "foo bar", "wss://"})
    void refusesWhatIsNoRelayUrl(String text) {
        assertRefused(() -> Parameters.relayUrl(text), "A relay is named by its URL");
    }

    @Test
    void goesOnWhereACursorSays() {
        assertThat(Cursor.key(null)).isEmpty();
        assertThat(Cursor.key("")).isEmpty();
        assertThat(Cursor.key(Cursor.after("wss://relay.example.com/ü?a=b")))
                .isEqualTo("wss://relay.example.com/ü?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "a", "AA", "_w", "wss://relay.example.com"})
    void refusesCursorsThatAreNotOurs(String cursor) {
        assertRefused(() -> Cursor.key(cursor), "cursor is the nextCursor");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem).hasMessageStartingWith(message);
        });
    }
}
