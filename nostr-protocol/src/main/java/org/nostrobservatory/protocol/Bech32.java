package org.nostrobservatory.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/** Bech32 (BIP-173) without its length limit, as NIP-19 and BOLT 11 use it. */
public final class Bech32 {

    /** A decoded string: the human-readable part in lower case and the 5-bit groups without the checksum. */
    public record Decoded(String prefix, byte[] groups) {}

    /** The character of each 5-bit group. */
    public static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int CHECKSUM_LENGTH = 6;

    private Bech32() {}

    /** @throws IllegalArgumentException for mixed case, characters outside the alphabet or a wrong checksum */
    public static Decoded decode(String text) {
        // Beyond ASCII, letters exist whose other case is in ASCII.
        if (!text.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException("holds a character that bech32 does not use");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("mixes upper and lower case");
        }
        int separator = lower.lastIndexOf('1');
        if (separator < 1 || lower.length() - separator - 1 < CHECKSUM_LENGTH) {
            throw new IllegalArgumentException("is too short or has no separator");
        }
        String prefix = lower.substring(0, separator);
        byte[] groups = new byte[lower.length() - separator - 1];
        for (int i = 0; i < groups.length; i++) {
            int value = CHARSET.indexOf(lower.charAt(separator + 1 + i));
            if (value < 0) {
                throw new IllegalArgumentException("holds a character that bech32 does not use");
            }
            groups[i] = (byte) value;
        }
        if (polymod(prefix, groups) != 1) {
            throw new IllegalArgumentException("has a wrong checksum");
        }
        return new Decoded(prefix, Arrays.copyOf(groups, groups.length - CHECKSUM_LENGTH));
    }

    /** Writes 5-bit groups, with the checksum. */
    public static String encode(String prefix, byte[] groups) {
        byte[] padded = Arrays.copyOf(groups, groups.length + CHECKSUM_LENGTH);
        int checksum = polymod(prefix, padded) ^ 1;
        StringBuilder text = new StringBuilder(prefix).append('1');
        for (byte group : groups) {
            text.append(CHARSET.charAt(group));
        }
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            text.append(CHARSET.charAt(checksum >> 5 * (CHECKSUM_LENGTH - 1 - i) & 31));
        }
        return text.toString();
    }

    /**
     * Regroups bits, most significant first.
     *
     * @param pad whether an incomplete last group is filled with zeros; otherwise it must be zero and is dropped
     */
    public static byte[] regroup(byte[] groups, int fromBits, int toBits, boolean pad) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(groups.length * fromBits / toBits + 1);
        int accumulator = 0;
        int bits = 0;
        for (byte group : groups) {
            accumulator = accumulator << fromBits | group & (1 << fromBits) - 1;
            bits += fromBits;
            while (bits >= toBits) {
                bits -= toBits;
                out.write(accumulator >> bits & (1 << toBits) - 1);
            }
            accumulator &= (1 << bits) - 1;
        }
        if (pad && bits > 0) {
            out.write(accumulator << toBits - bits & (1 << toBits) - 1);
        } else if (!pad && (bits >= fromBits || accumulator != 0)) {
            throw new IllegalArgumentException("has bits left over");
        }
        return out.toByteArray();
    }

    private static int polymod(String prefix, byte[] groups) {
        int checksum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            checksum = step(checksum) ^ prefix.charAt(i) >> 5;
        }
        checksum = step(checksum);
        for (int i = 0; i < prefix.length(); i++) {
            checksum = step(checksum) ^ prefix.charAt(i) & 31;
        }
        for (byte group : groups) {
            checksum = step(checksum) ^ group;
        }
        return checksum;
    }

    private static int step(int checksum) {
        int top = checksum >>> 25;
        int next = (checksum & 0x1ffffff) << 5;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >> i & 1) == 1) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
