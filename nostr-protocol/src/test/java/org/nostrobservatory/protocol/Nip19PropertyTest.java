package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Nip19PropertyTest {

    @Provide
    Arbitrary<Nip19> entities() {
        Arbitrary<Bytes> key = AnyEvent.bytes(32);
        Arbitrary<List<String>> relays =
                Arbitraries.strings().ascii().ofMaxLength(255).list().ofMaxSize(3);
        Arbitrary<OptionalInt> kind =
                AnyEvent.kind().injectNull(.3).map(it -> it == null ? OptionalInt.empty() : OptionalInt.of(it));
        Arbitrary<Address> replaceable = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of(0, 3), Arbitraries.integers().between(10_000, 19_999)),
                        key)
                .as((it, author) -> new Address(it, author, ""));
        Arbitrary<Address> addressable = Combinators.combine(
                        Arbitraries.integers().between(30_000, 39_999), key, AnyEvent.text())
                .as(Address::new);
        return Arbitraries.oneOf(
                key.map(Nip19.Npub::new),
                key.map(Nip19.Note::new),
                Combinators.combine(key, relays).as(Nip19.Nprofile::new),
                Combinators.combine(key, relays, key.optional(), kind).as(Nip19.Nevent::new),
                Combinators.combine(Arbitraries.oneOf(replaceable, addressable), relays)
                        .as(Nip19.Naddr::new));
    }

    @Property
    void readsWhatItWrites(@ForAll("entities") Nip19 entity) {
        String text = entity.toText();

        for (String spelling : List.of(
                text, text.toUpperCase(Locale.ROOT), "nostr:" + text, "NOSTR:" + text.toUpperCase(Locale.ROOT))) {
            assertThat(Nip19.parse(spelling)).contains(entity);
        }
        assertThat(Nip19.parse(text).orElseThrow().toText()).isEqualTo(text);
    }

    @Property(tries = 200)
    void secretKeysAreReadAsWritten(@ForAll @Size(32) byte[] secret) {
        Assume.that(Schnorr.isSecretKey(secret));
        Nip19 nsec = new Nip19.Nsec(SecretKey.of(secret));

        assertThat(Nip19.parse(nsec.toText())).get().satisfies(read -> {
            assertThat(((Nip19.Nsec) read).key().toArray()).isEqualTo(secret);
            assertThat(read.toText()).isEqualTo(nsec.toText());
        });
        assertThat(Nip19.parse("nostr:" + nsec.toText())).isEmpty();
        assertThat(nsec.toString())
                .doesNotContain(nsec.toText(), Bytes.of(secret).hex());
    }

    /** BIP-173 promises this for up to four errors, because these texts are shorter than 90 characters. */
    @Property
    void upToFourWrongCharactersAreNoticed(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(min = 1, max = 4) Set<@IntRange(min = 5, max = 62) Integer> places,
            @ForAll @IntRange(min = 1, max = 31) int shift) {
        StringBuilder text = new StringBuilder(Nip19.npub(Bytes.of(key)));
        for (int place : places) {
            int right = Bech32.CHARSET.indexOf(text.charAt(place));
            text.setCharAt(place, Bech32.CHARSET.charAt(right ^ shift));
        }

        assertThat(Nip19.parse(text.toString())).isEmpty();
    }

    @Property
    void bech32IsReadAsWritten(@ForAll byte[] data, @ForAll @IntRange(min = 1, max = 8) int prefixLength) {
        String prefix = "1!~az09_".substring(0, prefixLength);
        Bech32.Decoded read = Bech32.decode(Bech32.encode(prefix, Bech32.regroup(data, 8, 5, true)));

        assertThat(read.prefix()).isEqualTo(prefix);
        assertThat(Bech32.regroup(read.groups(), 5, 8, false)).isEqualTo(data);
    }

    /** Whatever the fields hold, and however they end. */
    @Property(tries = 2_000)
    void anyDataIsReadOrRefusedAndNothingElse(
            @ForAll("prefixes") String prefix, @ForAll @Size(max = 120) byte[] data, @ForAll String other) {
        Nip19.parse(Bech32.encode(prefix, Bech32.regroup(data, 8, 5, true)))
                .ifPresent(read -> assertThat(
                                Nip19.parse(read.toText()).orElseThrow().toText())
                        .isEqualTo(read.toText()));
        assertThat(Nip19.parse(other)).isEmpty();
        assertThat(Nip19.parse(prefix + "1" + other)).isEmpty();
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("npub", "nsec", "note", "nprofile", "nevent", "naddr", "nrelay", "lnbc");
    }
}
