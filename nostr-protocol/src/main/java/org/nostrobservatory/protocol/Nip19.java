package org.nostrobservatory.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The spellings of ids, keys and addresses that people use (NIP-19), alone or behind {@code nostr:} (NIP-21). What the
 * NIP leaves open is refused: fields of a wrong length, and two values of one that stands for itself.
 */
public sealed interface Nip19 {

    /** The longest text that is read or written, in characters; a scheme before it does not count. */
    int MAX_LENGTH = 5000;

    /** A public key. */
    record Npub(Bytes key) implements Nip19 {
        public Npub {
            check32(key);
        }
    }

    /** A secret key; never part of a {@code nostr:} URI. */
    record Nsec(SecretKey key) implements Nip19 {}

    /** An event id. */
    record Note(Bytes id) implements Nip19 {
        public Note {
            check32(id);
        }
    }

    /**
     * A public key and where to look for its owner.
     *
     * @param relays as written, at most 255 ASCII characters each; not all are relay addresses
     */
    record Nprofile(Bytes key, List<String> relays) implements Nip19 {
        public Nprofile {
            check32(key);
            relays = List.copyOf(relays);
        }
    }

    /** An event id and what is claimed about the event; {@code relays} as in {@link Nprofile}. */
    record Nevent(Bytes id, List<String> relays, Optional<Bytes> author, OptionalInt kind) implements Nip19 {
        public Nevent {
            check32(id);
            relays = List.copyOf(relays);
            author.ifPresent(Nip19::check32);
            kind.ifPresent(it -> check(it >= 0 && it <= Kinds.MAX, "a kind is from 0 to " + Kinds.MAX));
        }
    }

    /** The address of a replaceable or addressable event; {@code relays} as in {@link Nprofile}. */
    record Naddr(Address address, List<String> relays) implements Nip19 {
        public Naddr {
            check32(address.pubkey());
            check(address.canExist(), "no event can have this address");
            relays = List.copyOf(relays);
        }
    }

    /** Reads any of them; empty where the text is none. */
    static Optional<Nip19> parse(String text) {
        String scheme = "nostr:";
        boolean uri = text.regionMatches(true, 0, scheme, 0, scheme.length());
        if (text.length() > MAX_LENGTH + (uri ? scheme.length() : 0)) {
            return Optional.empty();
        }
        try {
            Bech32.Decoded decoded = Bech32.decode(uri ? text.substring(scheme.length()) : text);
            byte[] data = Bech32.regroup(decoded.groups(), 5, 8, false);
            return Optional.ofNullable(
                    switch (decoded.prefix()) {
                        case "npub" -> new Npub(Bytes.of(data));
                        case "nsec" -> uri ? null : new Nsec(SecretKey.of(data));
                        case "note" -> new Note(Bytes.of(data));
                        case "nprofile" -> readProfile(Tlv.read(data));
                        case "nevent" -> readEvent(Tlv.read(data));
                        case "naddr" -> readAddress(Tlv.read(data));
                        default -> null;
                    });
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Nprofile readProfile(Tlv fields) {
        return new Nprofile(Bytes.of(fields.one(Tlv.SPECIAL)), fields.relays());
    }

    private static Nevent readEvent(Tlv fields) {
        Optional<byte[]> kind = fields.atMostOne(Tlv.KIND);
        return new Nevent(
                Bytes.of(fields.one(Tlv.SPECIAL)),
                fields.relays(),
                fields.atMostOne(Tlv.AUTHOR).map(Bytes::of),
                kind.isPresent() ? OptionalInt.of(readKind(kind.get())) : OptionalInt.empty());
    }

    private static Naddr readAddress(Tlv fields) throws CharacterCodingException {
        String identifier = Tlv.utf8(fields.one(Tlv.SPECIAL));
        Bytes author = Bytes.of(fields.one(Tlv.AUTHOR));
        return new Naddr(new Address(readKind(fields.one(Tlv.KIND)), author, identifier), fields.relays());
    }

    private static int readKind(byte[] bigEndian) {
        check(bigEndian.length == 4, "a kind has 32 bits");
        return ByteBuffer.wrap(bigEndian).getInt();
    }

    /**
     * The text, without {@code nostr:}.
     *
     * @throws IllegalArgumentException if it does not fit: an identifier or relay of more than 255 bytes, relays that
     *     are not ASCII, an identifier without UTF-8 form, or more than {@link #MAX_LENGTH} characters in all
     */
    default String toText() {
        Tlv fields = new Tlv();
        if (this instanceof Npub npub) {
            return encode("npub", npub.key().toArray());
        }
        if (this instanceof Nsec nsec) {
            return encode("nsec", nsec.key().toArray());
        }
        if (this instanceof Note note) {
            return encode("note", note.id().toArray());
        }
        if (this instanceof Nprofile profile) {
            fields.add(Tlv.SPECIAL, profile.key().toArray());
            fields.addRelays(profile.relays());
            return encode("nprofile", fields.toArray());
        }
        if (this instanceof Nevent event) {
            fields.add(Tlv.SPECIAL, event.id().toArray());
            fields.addRelays(event.relays());
            event.author().ifPresent(author -> fields.add(Tlv.AUTHOR, author.toArray()));
            event.kind().ifPresent(fields::addKind);
            return encode("nevent", fields.toArray());
        }
        Naddr naddr = (Naddr) this;
        fields.addText(Tlv.SPECIAL, naddr.address().identifier());
        fields.addRelays(naddr.relays());
        fields.add(Tlv.AUTHOR, naddr.address().pubkey().toArray());
        fields.addKind(naddr.address().kind());
        return encode("naddr", fields.toArray());
    }

    private static String encode(String prefix, byte[] data) {
        String text = Bech32.encode(prefix, Bech32.regroup(data, 8, 5, true));
        check(text.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
        return text;
    }

    static String npub(Bytes key) {
        return new Npub(key).toText();
    }

    static String note(Bytes id) {
        return new Note(id).toText();
    }

    /** An event id written as 64 hex digits, {@code note1…} or {@code nevent1…}. */
    static Optional<Bytes> eventId(String text) {
        return Keys.parse(text)
                .or(() -> parse(text).map(it -> {
                    if (it instanceof Note note) {
                        return note.id();
                    }
                    return it instanceof Nevent event ? event.id() : null;
                }));
    }

    /** A public key written as 64 hex digits, {@code npub1…} or {@code nprofile1…}. */
    static Optional<Bytes> publicKey(String text) {
        return Keys.parse(text)
                .or(() -> parse(text).map(it -> {
                    if (it instanceof Npub npub) {
                        return npub.key();
                    }
                    return it instanceof Nprofile profile ? profile.key() : null;
                }));
    }

    private static void check32(Bytes value) {
        check(value.length() == 32, "ids and keys have 32 bytes");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
