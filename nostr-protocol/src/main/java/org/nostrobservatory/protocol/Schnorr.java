package org.nostrobservatory.protocol;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Arrays;

/** BIP-340 Schnorr signatures over secp256k1, done by libsecp256k1. */
public final class Schnorr {

    private static final Secp256k1 LIBRARY = Secp256k1.get();

    private Schnorr() {}

    /** Whether {@code signature} is the key's signature of the 32-byte message. A key that is no curve point: false. */
    public static boolean verify(Bytes signature, Bytes message, Bytes publicKey) {
        try {
            return LIBRARY.verifySchnorr(signature.toArray(), message.toArray(), publicKey.toArray());
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    /** Whether these 32 bytes are the x of a curve point, so that somebody could sign with it. */
    static boolean isPublicKey(Bytes candidate) {
        byte[] compressed = new byte[33];
        compressed[0] = 2;
        System.arraycopy(candidate.toArray(), 0, compressed, 1, 32);
        try {
            LIBRARY.pubkeyParse(compressed);
            return true;
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    static Bytes sign(Bytes message, byte[] secretKey) {
        // No auxiliary randomness: BIP-340 allows it, and the same seed then gives the same sample events.
        return Bytes.of(LIBRARY.signSchnorr(message.toArray(), secretKey, null));
    }

    static Bytes publicKey(byte[] secretKey) {
        byte[] uncompressed = LIBRARY.pubkeyCreate(secretKey);
        return Bytes.of(Arrays.copyOfRange(uncompressed, 1, 33));
    }

    static boolean isSecretKey(byte[] candidate) {
        return candidate.length == 32 && LIBRARY.secKeyVerify(candidate);
    }
}
