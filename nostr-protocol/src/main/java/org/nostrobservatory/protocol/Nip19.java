package org.nostrobservatory.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The spellings of ids and keys that people use: npub, note, nprofile, nevent (NIP-19), besides plain hex. */
public final class Nip19 {

    private static final Set<String> EVENT_PREFIXES = Set.of("note", "nevent");
    private static final Set<String> KEY_PREFIXES = Set.of("npub", "nprofile");
    private static final String SCHEME = "nostr:";
    private static final int SPECIAL = 0;
    private static final int MAX_LENGTH = 5000;

    private Nip19() {}

    public static String npub(Bytes pubkey) {
        return encode("npub", pubkey);
    }

    public static String note(Bytes id) {
        return encode("note", id);
    }

    private static String encode(String prefix, Bytes value) {
        return Bech32.encode(prefix, Bech32.regroup(value.toArray(), 8, 5, true));
    }

    /** An event id written as 64 hex digits, {@code note1…} or {@code nevent1…}, with or without {@code nostr:}. */
    public static Optional<Bytes> eventId(String text) {
        return read(text, EVENT_PREFIXES);
    }

    /** A public key written as 64 hex digits, {@code npub1…} or {@code nprofile1…}, with or without {@code nostr:}. */
    public static Optional<Bytes> publicKey(String text) {
        return read(text, KEY_PREFIXES);
    }

    private static Optional<Bytes> read(String text, Set<String> prefixes) {
        String bare = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? text.substring(SCHEME.length()) : text;
        Optional<Bytes> hex = Keys.parse(bare);
        if (hex.isPresent() || bare.length() > MAX_LENGTH) {
            return hex;
        }
        try {
            Bech32.Decoded decoded = Bech32.decode(bare);
            if (!prefixes.contains(decoded.prefix())) {
                return Optional.empty();
            }
            byte[] data = Bech32.regroup(decoded.groups(), 5, 8, false);
            if (decoded.prefix().equals("npub") || decoded.prefix().equals("note")) {
                return data.length == 32 ? Optional.of(Bytes.of(data)) : Optional.empty();
            }
            return special(data);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first type-length-value of type 0 with 32 bytes; entries of other types are skipped. */
    private static Optional<Bytes> special(byte[] data) {
        int i = 0;
        while (i + 2 <= data.length) {
            int type = data[i];
            int length = data[i + 1] & 0xFF;
            if (i + 2 + length > data.length) {
                return Optional.empty();
            }
            if (type == SPECIAL && length == 32) {
                return Optional.of(Bytes.of(Arrays.copyOfRange(data, i + 2, i + 2 + length)));
            }
            i += 2 + length;
        }
        return Optional.empty();
    }
}
