package org.nostrobservatory.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.nostrobservatory.protocol.Bytes;

/** The hash that Nostr and Lightning share. */
final class Sha256 {

    private Sha256() {}

    static Bytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Bytes of(byte[] octets) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
