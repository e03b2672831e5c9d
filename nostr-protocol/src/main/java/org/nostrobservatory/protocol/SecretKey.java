package org.nostrobservatory.protocol;

import java.util.List;

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

    @Override
    public String toString() {
        return "SecretKey[" + publicKey + "]";
    }
}
