package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A Nostr identity that can sign. Never printed: {@link #toString()} shows the public key only. */
public final class SecretKey {

    private final byte[] secret;
    private final Bytes publicKey;

    private SecretKey(byte[] secret) {
        this.secret = secret;
        this.publicKey = Schnorr.publicKey(secret);
    }

    /** @throws IllegalArgumentException if these are not the 32 bytes of a secp256k1 secret key */
    public static SecretKey of(byte[] secret) {
        if (!Schnorr.isSecretKey(secret)) {
            throw new IllegalArgumentException("not a secp256k1 secret key");
        }
        return new SecretKey(secret.clone());
    }

    /**
     * Reads 64 hex digits or {@code nsec1…} (NIP-19).
     *
     * @throws IllegalArgumentException if this is no secret key; the message does not repeat it
     */
    public static SecretKey parse(String text) {
        Optional<Bytes> hex = Keys.parse(text.toLowerCase(Locale.ROOT));
        if (hex.isPresent()) {
            return of(hex.get().toArray());
        }
        try {
            Bech32.Decoded decoded = Bech32.decode(text);
            if (decoded.prefix().equals("nsec")) {
                return of(Bech32.regroup(decoded.groups(), 5, 8, false));
            }
        } catch (IllegalArgumentException e) {
            // Without the cause, which might repeat a part of it.
            throw new IllegalArgumentException("that is no secret key");
        }
        throw new IllegalArgumentException("that is no secret key");
    }

    public Bytes publicKey() {
        return publicKey;
    }

    /**
     * Signs an event.
     *
     * @param createdAt unix seconds
     * @throws IllegalArgumentException if a string holds a lone surrogate, or time or kind are out of range
     */
    public Event sign(long createdAt, int kind, List<Tag> tags, String content) {
        try {
            Bytes id = CanonicalJson.id(publicKey, createdAt, kind, tags, content);
            return new Event(id, publicKey, createdAt, kind, tags, content, Schnorr.sign(id, secret));
        } catch (InvalidEventException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A copy of the 32 bytes, for those who write the key itself. */
    byte[] toArray() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "SecretKey[" + publicKey + "]";
    }
}
