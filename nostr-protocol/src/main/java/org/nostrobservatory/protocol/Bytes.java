package org.nostrobservatory.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string: an id or key (32 bytes), a signature (64 bytes). Ordered as unsigned bytes, as hex is. */
public final class Bytes implements Comparable<Bytes> {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** A copy of {@code value}. */
    public static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    /**
     * Reads lower-case hex, the only spelling NIP-01 allows.
     *
     * @throws IllegalArgumentException for an odd length or a character outside {@code 0-9a-f}
     */
    public static Bytes fromHex(String hex) {
        byte[] value = new byte[hex.length() / 2];
        int wrong = 0;
        for (int i = 0; i < value.length; i++) {
            int octet = digit(hex.charAt(2 * i)) << 4 | digit(hex.charAt(2 * i + 1));
            wrong |= octet;
            value[i] = (byte) octet;
        }
        // What is no digit is negative, and its sign stays.
        if (wrong < 0 || hex.length() % 2 != 0) {
            throw new IllegalArgumentException("not lower-case hex");
        }
        return new Bytes(value);
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** The SHA-256 of these octets, 32 bytes. */
    public static Bytes sha256(byte[] octets) {
        return new Bytes(newSha256().digest(octets));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean isLowerCaseHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return text.length() % 2 == 0;
    }

    public String hex() {
        return HEX.formatHex(value);
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return value.clone();
    }

    public int length() {
        return value.length;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    /** Of the last four octets: ids, keys and signatures are as good as random everywhere. */
    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = Math.max(0, value.length - Integer.BYTES); i < value.length; i++) {
            hash = hash << Byte.SIZE | value[i] & 0xFF;
        }
        return hash;
    }

    @Override
    public String toString() {
        return hex();
    }
}
