package org.nostrobservatory.protocol;

import fr.acinq.secp256k1.Secp256k1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Lightning invoices (BOLT 11) made for the tests: signed by one node, otherwise as right or wrong as is wanted. */
final class Invoices {

    private static final byte[] NODE_KEY = Fixtures.bytes(32, 9).toArray();

    static final Bytes NODE =
            Bytes.of(Secp256k1.get().pubKeyCompress(Secp256k1.get().pubkeyCreate(NODE_KEY)));
    static final long ISSUED = 1_700_000_000L;
    static final Bytes PREIMAGE = Fixtures.bytes(32, 5);
    static final Bytes PAYMENT_HASH = Bytes.sha256(PREIMAGE.toArray());

    private Invoices() {}

    /** Three groups that say type and length, and the data. */
    static byte[] field(char type, byte[] groups) {
        byte[] field = new byte[3 + groups.length];
        field[0] = (byte) Bech32.CHARSET.indexOf(type);
        field[1] = (byte) (groups.length >> 5);
        field[2] = (byte) (groups.length & 31);
        System.arraycopy(groups, 0, field, 3, groups.length);
        return field;
    }

    static byte[] field(char type, Bytes octets) {
        return field(type, Bech32.regroup(octets.toArray(), 8, 5, true));
    }

    static byte[] descriptionHash(String description) {
        return field('h', Fixtures.sha256(description));
    }

    static byte[] description(String description) {
        return field('d', Bytes.of(description.getBytes(StandardCharsets.UTF_8)));
    }

    /** Payment hash and secret, which no invoice lacks, and {@code more}. */
    static String invoice(String prefix, byte[]... more) {
        return invoice(prefix, ISSUED, more);
    }

    static String invoice(String prefix, long timestamp, byte[]... more) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.writeBytes(field('p', PAYMENT_HASH));
        fields.writeBytes(field('s', Fixtures.bytes(32, 17)));
        List.of(more).forEach(fields::writeBytes);
        return bare(prefix, timestamp, fields.toByteArray());
    }

    /** With these fields and no others. */
    static String bare(String prefix, long timestamp, byte[] fields) {
        byte[] groups = new byte[7 + fields.length];
        for (int i = 0; i < 7; i++) {
            groups[i] = (byte) (timestamp >> 5 * (6 - i) & 31);
        }
        System.arraycopy(fields, 0, groups, 7, fields.length);
        return Bech32.encode(prefix, concat(groups, Bech32.regroup(signature(prefix, groups), 8, 5, true)));
    }

    private static byte[] signature(String prefix, byte[] groups) {
        Secp256k1 library = Secp256k1.get();
        byte[] signed = concat(prefix.getBytes(StandardCharsets.UTF_8), Bech32.regroup(groups, 5, 8, true));
        byte[] hash = Bytes.sha256(signed).toArray();
        byte[] signature = Arrays.copyOf(library.sign(hash, NODE_KEY), 65);
        while (!Ecdsa.recover(Arrays.copyOf(signature, 64), hash, signature[64])
                .map(NODE::equals)
                .orElse(false)) {
            signature[64]++;
        }
        return signature;
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
