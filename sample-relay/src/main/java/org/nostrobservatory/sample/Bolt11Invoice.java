package org.nostrobservatory.sample;

import fr.acinq.secp256k1.Secp256k1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.nostrobservatory.protocol.Bech32;
import org.nostrobservatory.protocol.Bytes;

/**
 * A Lightning invoice (BOLT 11) to be written: the counterpart of {@link org.nostrobservatory.protocol.Bolt11}.
 *
 * @param amountMsat millisatoshi, positive
 * @param timestamp unix seconds
 * @param paymentHash SHA-256 of the preimage, 32 bytes
 * @param paymentSecret 32 bytes that only the payer learns
 * @param descriptionHash SHA-256 of the description as UTF-8; for a zap, of the zap request exactly as it stands in the
 *     receipt
 */
public record Bolt11Invoice(
        long amountMsat, long timestamp, Bytes paymentHash, Bytes paymentSecret, Bytes descriptionHash) {

    private static final Secp256k1 LIBRARY = Secp256k1.get();
    private static final int TIMESTAMP_GROUPS = 7;
    /** Feature bits 8 (variable onion) and 14 (payment secret), which every payer of today demands. */
    private static final byte[] FEATURES = {16, 8, 0};

    /**
     * Writes the invoice for the main network, signed so that the node can be recovered.
     *
     * @param nodeKey the 32-byte secret key of the node that wants to be paid
     */
    public String encode(byte[] nodeKey) {
        String prefix = "lnbc" + amount();
        ByteArrayOutputStream groups = new ByteArrayOutputStream();
        for (int i = TIMESTAMP_GROUPS - 1; i >= 0; i--) {
            groups.write((int) (timestamp >> 5 * i) & 31);
        }
        field(groups, 's', toGroups(paymentSecret.toArray()));
        field(groups, 'p', toGroups(paymentHash.toArray()));
        field(groups, 'h', toGroups(descriptionHash.toArray()));
        field(groups, '9', FEATURES);
        groups.writeBytes(toGroups(signature(prefix, groups.toByteArray(), nodeKey)));
        return Bech32.encode(prefix, groups.toByteArray());
    }

    /** The amount in bitcoin with the multiplier that makes it shortest. */
    private String amount() {
        long pico = Math.multiplyExact(amountMsat, 10L);
        String multipliers = "munp";
        long unit = 1_000_000_000L;
        for (int i = 0; i < multipliers.length(); i++, unit /= 1_000) {
            if (pico % unit == 0) {
                return pico / unit + multipliers.substring(i, i + 1);
            }
        }
        throw new IllegalStateException("every whole number is divisible by one");
    }

    private static void field(ByteArrayOutputStream out, char type, byte[] data) {
        out.write(Bech32.CHARSET.indexOf(type));
        out.write(data.length >> 5);
        out.write(data.length & 31);
        out.writeBytes(data);
    }

    /** R, S and the recovery id, 65 bytes. */
    private static byte[] signature(String prefix, byte[] groups, byte[] nodeKey) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(Bech32.regroup(groups, 5, 8, true));
        byte[] hash = Bytes.sha256(signed.toByteArray()).toArray();
        byte[] signature = LIBRARY.sign(hash, nodeKey);
        byte[] node = LIBRARY.pubkeyCreate(nodeKey);
        for (byte id = 0; id < 2; id++) {
            if (Arrays.equals(LIBRARY.ecdsaRecover(signature, hash, id), node)) {
                byte[] recoverable = Arrays.copyOf(signature, 65);
                recoverable[64] = id;
                return recoverable;
            }
        }
        throw new IllegalStateException("a signature names its key by one of two recovery ids");
    }

    private static byte[] toGroups(byte[] octets) {
        return Bech32.regroup(octets, 8, 5, true);
    }
}
