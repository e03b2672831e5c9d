package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.NOTE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class Nip19Test {

    private static final String NPUB = "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg";
    private static final byte[] RELAY = "wss://relay.example.com".getBytes(StandardCharsets.US_ASCII);

    /** The examples that NIP-19 itself gives. */
    @ParameterizedTest
    @CsvSource({
        NPUB + ", 7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e",
        "nprofile1qqsrhuxx8l9ex335q7he0f09aej04zpazpl0ne2cgukyawd24mayt8gpp4mhxue69uhhytnc9e3k7mgpz4mhxue69uhkg6nzv9ejuum"
                + "pv34kytnrdaksjlyr9p, 3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d"
    })
    void readsPublishedExamples(String text, String key) {
        Bytes expected = Bytes.fromHex(key);

        assertThat(Nip19.publicKey(text)).contains(expected);
        assertThat(Nip19.publicKey("nostr:" + text)).contains(expected);
        assertThat(Nip19.publicKey(("nostr:" + text).toUpperCase(Locale.ROOT))).contains(expected);
        assertThat(Nip19.publicKey(key)).contains(expected);
        assertThat(Nip19.publicKey(Nip19.npub(expected))).contains(expected);
        assertThat(Nip19.eventId(text)).isEmpty();
    }

    @Test
    void writesPublishedExamples() {
        assertThat(Nip19.npub(Bytes.fromHex("7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e")))
                .isEqualTo(NPUB);
    }

    @Test
    void readsTheNotesItWrites() {
        String note = Nip19.note(NOTE.id());

        assertThat(note).startsWith("note1");
        assertThat(Nip19.eventId(note)).contains(NOTE.id());
        assertThat(Nip19.publicKey(note)).isEmpty();
        assertThat(Nip19.eventId(NOTE.id().hex())).contains(NOTE.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "nostr:",
                "npub1",
                "npub",
                "qqqqqqqqqqqqqqq",
                // A wrong checksum, mixed case, a character outside the alphabet, one too few.
                "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptq",
                "nPub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg",
                "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptG",
                "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptb",
                "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjpt",
                "7E7E9C42A91BFEF19FA929E5FDA1B72E0EBC1A4C1141673E2794234D86ADDF4E",
                "7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4",
                // A secret key is no public key.
                "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5"
            })
    void refusesOtherText(String text) {
        assertThat(Nip19.publicKey(text)).isEmpty();
        assertThat(Nip19.eventId(text)).isEmpty();
    }

    @Test
    void refusesLettersThatOnlyLookAlikeInLowerCase() {
        // The Kelvin sign becomes an ASCII k in lower case.
        assertThat(Nip19.publicKey(NPUB.toUpperCase(Locale.ROOT).replace('K', '\u212a')))
                .isEmpty();
    }

    @Test
    void refusesWrongLengths() {
        for (int length : List.of(0, 1, 31, 33, 64)) {
            String text = Bech32.encode("npub", Bech32.regroup(new byte[length], 8, 5, true));
            assertThat(Nip19.publicKey(text)).isEmpty();
        }
        assertThat(Nip19.publicKey("npub1" + "q".repeat(5_000_000))).isEmpty();
    }

    @Test
    void findsTheKeyAmongOtherEntries() {
        byte[] id = NOTE.id().toArray();

        assertThat(Nip19.eventId(special("nevent", 0, id))).contains(NOTE.id());
        assertThat(Nip19.eventId(special("nevent", 1, RELAY, 1, RELAY, 0, id, 2, new byte[32])))
                .contains(NOTE.id());
        assertThat(Nip19.publicKey(special("nprofile", 0, id, 1, RELAY))).contains(NOTE.id());
        assertThat(Nip19.publicKey(special("nprofile", 200, new byte[255], 0, id)))
                .contains(NOTE.id());
        assertThat(Nip19.eventId(special("nevent", 1, RELAY))).isEmpty();
        assertThat(Nip19.eventId(special("nevent", 0, new byte[31]))).isEmpty();
        assertThat(Nip19.eventId(special("nevent"))).isEmpty();
        assertThat(Nip19.eventId(special("nprofile", 0, id))).isEmpty();
        assertThat(Nip19.eventId(special("naddr", 0, id))).isEmpty();
    }

    @Test
    void refusesAnEntryThatEndsTooEarly() {
        for (byte[] data : List.of(new byte[] {0}, new byte[] {0, 32}, new byte[] {0, 32, 1, 2}, new byte[] {1, -1})) {
            assertThat(Nip19.eventId(Bech32.encode("nevent", Bech32.regroup(data, 8, 5, true))))
                    .isEmpty();
        }
    }

    /** Type, value, type, value … as NIP-19 encodes them. */
    private static String special(String prefix, Object... entries) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < entries.length; i += 2) {
            byte[] value = (byte[]) entries[i + 1];
            data.write((int) entries[i]);
            data.write(value.length);
            data.writeBytes(value);
        }
        return Bech32.encode(prefix, Bech32.regroup(data.toByteArray(), 8, 5, true));
    }
}
