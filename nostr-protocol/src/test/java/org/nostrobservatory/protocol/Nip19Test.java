package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.protocol.Fixtures.NOTE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class Nip19Test {

    private static final String NPUB = "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg";
    private static final String NSEC = "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5";
    private static final String NPROFILE =
            "nprofile1qqsrhuxx8l9ex335q7he0f09aej04zpazpl0ne2cgukyawd24mayt8gpp4mhxue69uhhytnc9e3k7mgpz4mhxue69uhkg6nzv9"
                    + "ejuumpv34kytnrdaksjlyr9p";
    private static final byte[] KIND = {0, 0, 0x75, 0x47};
    private static final byte[] RELAY = "wss://relay.example.com".getBytes(StandardCharsets.US_ASCII);

    /** The examples that NIP-19 itself gives. */
    @ParameterizedTest
    @CsvSource({
        NPUB + ", 7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e",
        NPROFILE + ", 3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d"
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
        assertThat(new Nip19.Nprofile(
                                Bytes.fromHex("3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d"),
                                List.of("wss://r.x.com", "wss://djbas.sadkb.com"))
                        .toText())
                .isEqualTo(NPROFILE);
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
                NSEC
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
    void skipsUnknownFieldsAndKeepsAllRelays() {
        byte[] id = NOTE.id().toArray();

        assertThat(Nip19.parse(special("nevent", 1, RELAY, 9, RELAY, 0, id, 255, new byte[255], 1, RELAY)))
                .contains(new Nip19.Nevent(
                        NOTE.id(),
                        List.of("wss://relay.example.com", "wss://relay.example.com"),
                        Optional.empty(),
                        OptionalInt.empty()));
        // An author and a kind mean nothing in a profile.
        assertThat(Nip19.publicKey(special("nprofile", 0, id, 1, new byte[0], 2, new byte[3], 3, id)))
                .contains(NOTE.id());
        assertThat(Nip19.eventId(special("nevent", 0, id, 2, id, 3, KIND))).contains(NOTE.id());
        assertThat(Nip19.eventId(special("nprofile", 0, id))).isEmpty();
        assertThat(Nip19.publicKey(special("nevent", 0, id))).isEmpty();
    }

    @Test
    void readsAndWritesAddresses() {
        byte[] author = NOTE.pubkey().toArray();
        Nip19 naddr = new Nip19.Naddr(new Address(30_023, NOTE.pubkey(), "é"), List.of());

        assertThat(Nip19.parse(special("naddr", 0, new byte[] {(byte) 0xC3, (byte) 0xA9}, 2, author, 3, KIND)))
                .contains(naddr);
        assertThat(naddr.toText())
                .isEqualTo(special("naddr", 0, new byte[] {(byte) 0xC3, (byte) 0xA9}, 2, author, 3, KIND));
        assertThat(Nip19.parse(special("naddr", 0, new byte[0], 2, author, 3, new byte[4])))
                .contains(new Nip19.Naddr(new Address(0, NOTE.pubkey(), ""), List.of()));
    }

    @Test
    void refusesFieldsThatAreWrongMissingOrRepeated() {
        byte[] id = NOTE.id().toArray();
        byte[] none = {};
        byte[] tooLargeAKind = {0, 1, 0, 0};
        byte[] negativeKind = {-1, 0, 0, 0};
        for (String text : List.of(
                special("nevent"),
                special("nevent", 1, RELAY),
                special("nevent", 0, new byte[31]),
                special("nevent", 0, new byte[33]),
                special("nevent", 0, id, 0, id),
                special("nevent", 0, id, 2, new byte[31]),
                special("nevent", 0, id, 2, id, 2, id),
                special("nevent", 0, id, 3, new byte[2]),
                special("nevent", 0, id, 3, new byte[8]),
                special("nevent", 0, id, 3, tooLargeAKind),
                special("nevent", 0, id, 3, negativeKind),
                special("nevent", 0, id, 3, KIND, 3, KIND),
                special("nevent", 0, id, 1, new byte[] {(byte) 0xC3, (byte) 0xA9}),
                special("nprofile"),
                special("nprofile", 0, new byte[31]),
                special("nprofile", 0, id, 0, id),
                special("naddr", 0, none, 2, id),
                special("naddr", 0, none, 3, KIND),
                special("naddr", 2, id, 3, KIND),
                special("naddr", 0, none, 2, new byte[31], 3, KIND),
                special("naddr", 0, none, 2, id, 3, new byte[3]),
                special("naddr", 0, new byte[] {(byte) 0xFF}, 2, id, 3, KIND),
                // No event of kind 1 and no profile with an identifier has an address.
                special("naddr", 0, none, 2, id, 3, new byte[] {0, 0, 0, 1}),
                special("naddr", 0, RELAY, 2, id, 3, new byte[4]),
                special("nrelay", 0, RELAY))) {
            assertThat(Nip19.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void refusesAFieldThatEndsTooEarly() {
        byte[] whole = ByteBuffer.allocate(37)
                .put((byte) 0)
                .put((byte) 32)
                .put(NOTE.id().toArray())
                .array();
        for (byte[] rest : List.of(new byte[] {1}, new byte[] {1, 1}, new byte[] {1, -1, 0})) {
            byte[] data = Arrays.copyOf(whole, 34 + rest.length);
            System.arraycopy(rest, 0, data, 34, rest.length);
            assertThat(Nip19.parse(encode("nevent", data))).isEmpty();
        }
        assertThat(Nip19.parse(encode("nevent", Arrays.copyOf(whole, 34)))).isPresent();
        assertThat(Nip19.parse(encode("nevent", Arrays.copyOf(whole, 33)))).isEmpty();
    }

    @Test
    void refusesTheChecksumOfBech32m() {
        byte[] groups = Bech32.regroup(NOTE.id().toArray(), 8, 5, true);
        String bech32 = Bech32.encode("npub", groups);
        StringBuilder bech32m = new StringBuilder(bech32);
        // The two differ by this constant in the checksum (BIP-350).
        int difference = 0x2bc830a3 ^ 1;
        for (int i = 0; i < 6; i++) {
            int at = bech32.length() - 1 - i;
            int group = Bech32.CHARSET.indexOf(bech32.charAt(at)) ^ difference >> 5 * i & 31;
            bech32m.setCharAt(at, Bech32.CHARSET.charAt(group));
        }

        assertThat(Nip19.parse(bech32)).isPresent();
        assertThat(Nip19.parse(bech32m.toString())).isEmpty();
        // A valid vector of BIP-350.
        assertThatThrownBy(() -> Bech32.decode("a1lqfn3a")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The valid and the invalid vectors of BIP-173 that do not depend on its length limit. */
    @Test
    void agreesWithTheVectorsOfBip173() {
        for (String valid : List.of(
                "A12UEL5L",
                "a12uel5l",
                "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
                "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
                "?1ezyfcl")) {
            assertThatCode(() -> Bech32.decode(valid)).as(valid).doesNotThrowAnyException();
        }
        for (String invalid : List.of(
                "\u00201nwldj5",
                "\u007f1axkwrx",
                "\u00801eym55h",
                "pzry9x0s0muk",
                "1pzry9x0s0muk",
                "x1b4n0q5v",
                "li1dgmt3",
                "de1lg7wt\u00ff",
                "A1G7SGD8",
                "10a06t8",
                "1qzzfhee")) {
            assertThatThrownBy(() -> Bech32.decode(invalid)).as(invalid).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesPaddingThatIsNotZero() {
        byte[] groups = Bech32.regroup(NOTE.id().toArray(), 8, 5, true);
        groups[groups.length - 1] |= 1;
        assertThat(Nip19.parse(Bech32.encode("note", groups))).isEmpty();
        // A whole group too many.
        assertThat(Nip19.parse(Bech32.encode("note", Arrays.copyOf(groups, groups.length + 1))))
                .isEmpty();
    }

    @Test
    void takesAtMost5000Characters() {
        String longest = addressOf(3117);
        String tooLong = addressOf(3118);
        Nip19 naddr = Nip19.parse(longest).orElseThrow();

        assertThat(longest).hasSize(5000);
        assertThat(naddr.toText()).hasSize(5000);
        assertThat(Nip19.parse("nostr:" + longest)).contains(naddr);
        assertThat(tooLong).hasSize(5001);
        assertThat(Nip19.parse(tooLong)).isEmpty();
        assertThat(Nip19.parse("nostr:" + tooLong)).isEmpty();
    }

    /** An address with so many relays that its fields take this many bytes. */
    private static String addressOf(int length) {
        byte[] data = Arrays.copyOf(
                ByteBuffer.allocate(42)
                        .put(new byte[] {0, 0, 2, 32})
                        .put(NOTE.pubkey().toArray())
                        .put(new byte[] {3, 4})
                        .put(KIND)
                        .array(),
                length);
        for (int at = 42; at < length; at += 2 + (data[at + 1] & 0xFF)) {
            data[at] = 1;
            data[at + 1] = (byte) Math.min(255, length - at - 2);
        }
        return encode("naddr", data);
    }

    @Test
    void doesNotWriteWhatDoesNotFit() {
        Bytes key = NOTE.pubkey();
        for (Nip19 entity : List.of(
                new Nip19.Nprofile(key, List.of("a".repeat(256))),
                new Nip19.Nprofile(key, Collections.nCopies(13, "a".repeat(255))),
                new Nip19.Nprofile(key, List.of("wss://é.example")),
                new Nip19.Naddr(new Address(30_000, key, "é".repeat(128)), List.of()),
                new Nip19.Naddr(new Address(30_000, key, "\ud800"), List.of()))) {
            assertThatThrownBy(entity::toText).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Nip19.npub(NOTE.sig())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Nip19.Naddr(new Address(1, key, ""), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        for (int kind : new int[] {-1, 65_536}) {
            assertThatThrownBy(() -> new Nip19.Nevent(key, List.of(), Optional.empty(), OptionalInt.of(kind)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** NIP-21 leaves secret keys out, and knows no hex. */
    @Test
    void aUriHoldsNeitherSecretKeysNorHex() {
        assertThat(Nip19.parse(NSEC)).get().isInstanceOfSatisfying(Nip19.Nsec.class, nsec -> {
            assertThat(nsec.toText()).isEqualTo(NSEC);
            assertThat(Bytes.of(nsec.key().toArray()).hex())
                    .isEqualTo("67dea2ed018072d675f5415ecfaed7d2597555e202d85b3d65ea4e58d2d92ffa");
        });
        assertThat(Nip19.parse("nostr:" + NSEC)).isEmpty();
        assertThat(Nip19.eventId("nostr:" + NOTE.id())).isEmpty();
        assertThat(Nip19.publicKey("nostr:" + NOTE.pubkey())).isEmpty();
        assertThat(Nip19.parse("nostr:nostr:" + NPUB)).isEmpty();
        assertThat(Nip19.parse(" " + NPUB)).isEmpty();
        // Zero and the order of the curve are no secret keys.
        assertThat(Nip19.parse(encode("nsec", new byte[32]))).isEmpty();
        assertThat(Nip19.parse(encode(
                        "nsec",
                        Bytes.fromHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
                                .toArray())))
                .isEmpty();
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
        return encode(prefix, data.toByteArray());
    }

    private static String encode(String prefix, byte[] data) {
        return Bech32.encode(prefix, Bech32.regroup(data, 8, 5, true));
    }
}
