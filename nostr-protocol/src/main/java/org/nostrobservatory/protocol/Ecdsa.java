package org.nostrobservatory.protocol;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Optional;

/** ECDSA signatures over secp256k1, which Lightning nodes make (BOLT 11); done by libsecp256k1. */
final class Ecdsa {

    private static final Secp256k1 LIBRARY = Secp256k1.get();
    private static final int RECOVERY_IDS = 4;

    private Ecdsa() {}

    /**
     * Whether this is the key's signature of the hash. One with a high S is none: it can be made by anybody out of the
     * one with the low S.
     *
     * @param signature R and S, 64 bytes
     * @param publicKey compressed, 33 bytes; one that is no curve point: false
     */
    static boolean verify(byte[] signature, byte[] hash, Bytes publicKey) {
        try {
            return LIBRARY.verify(signature, hash, publicKey.toArray());
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    /**
     * The compressed key, 33 bytes, whose signature this is; empty if it is nobody's. High and low S are taken.
     *
     * @param signature R and S, 64 bytes
     */
    static Optional<Bytes> recover(byte[] signature, byte[] hash, int recoveryId) {
        if (recoveryId < 0 || recoveryId >= RECOVERY_IDS) {
            return Optional.empty();
        }
        try {
            byte[] key = LIBRARY.ecdsaRecover(signature, hash, recoveryId);
            return Optional.of(Bytes.of(LIBRARY.pubKeyCompress(key)));
        } catch (Secp256k1Exception e) {
            return Optional.empty();
        }
    }
}
