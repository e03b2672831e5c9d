package org.nostrobservatory.protocol;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Lightning invoice (BOLT 11), as far as zaps need it.
 *
 * @param network {@code bc} is real money; {@code tb}, {@code tbs} and {@code bcrt} are test networks
 * @param amountMsat what is to be paid, in millisatoshi; empty where the payer may choose
 */
public record Bolt11(String network, OptionalLong amountMsat) {

    private static final Pattern PREFIX = Pattern.compile("ln(bcrt|bc|tbs|tb)(?:([1-9]\\d{0,19})([munp]?))?");
    /** The timestamp and the signature, in 5-bit groups: what no invoice lacks. */
    private static final int SHORTEST = 7 + 104;

    private static final BigInteger MSAT_PER_BITCOIN = BigInteger.valueOf(100_000_000_000L);
    private static final BigInteger ALL_BITCOIN_MSAT = MSAT_PER_BITCOIN.multiply(BigInteger.valueOf(21_000_000));

    /** @throws IllegalArgumentException if the checksum, the prefix, the amount or the length is wrong; the message says which */
    public static Bolt11 parse(String invoice) {
        String text = invoice.strip();
        Bech32.Decoded decoded = Bech32.decode(text);
        Matcher prefix = PREFIX.matcher(decoded.prefix());
        if (!prefix.matches()) {
            throw new IllegalArgumentException("is not a Lightning invoice, or asks for an impossible amount");
        }
        if (decoded.groups().length < SHORTEST) {
            throw new IllegalArgumentException("is too short for a Lightning invoice");
        }
        String digits = prefix.group(2);
        OptionalLong amount = digits == null ? OptionalLong.empty() : OptionalLong.of(msat(digits, prefix.group(3)));
        return new Bolt11(prefix.group(1), amount);
    }

    private static long msat(String digits, String multiplier) {
        BigInteger perUnit = switch (multiplier) {
            case "m" -> MSAT_PER_BITCOIN.divide(BigInteger.valueOf(1_000));
            case "u" -> MSAT_PER_BITCOIN.divide(BigInteger.valueOf(1_000_000));
            case "n" -> BigInteger.valueOf(100);
            case "p" -> BigInteger.ONE;
            default -> MSAT_PER_BITCOIN;
        };
        BigInteger amount = new BigInteger(digits).multiply(perUnit);
        if (multiplier.equals("p")) {
            BigInteger[] msat = amount.divideAndRemainder(BigInteger.TEN);
            if (msat[1].signum() != 0) {
                throw new IllegalArgumentException("asks for a fraction of a millisatoshi");
            }
            amount = msat[0];
        }
        if (amount.compareTo(ALL_BITCOIN_MSAT) > 0) {
            throw new IllegalArgumentException("asks for more than all bitcoin there is");
        }
        return amount.longValueExact();
    }
}
