package org.nostrobservatory.protocol;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Lightning invoice (BOLT 11), as far as zaps need it. Services that keep the accounts of both sides put invoices into
 * receipts which nobody could pay; such are read, too, and {@link #payable()} tells.
 *
 * @param network {@code bc} is real money; {@code tb}, {@code tbs} and {@code bcrt} are test networks
 * @param amountMsat what is to be paid, in millisatoshi, more than 0; empty where the payer may choose
 * @param timestamp when it was issued, unix seconds, less than 2<sup>35</sup>
 * @param paymentHash SHA-256 of the preimage, which the payer learns by paying, 32 bytes; zeros are none
 * @param description what for, as the payee wrote it
 * @param descriptionHash instead of the description its SHA-256, 32 bytes
 * @param expirySeconds how long from {@code timestamp} it may be paid; at most 2<sup>40</sup>, for what is longer
 * @param complete whether everything is there that BOLT 11 demands: a payment hash, a payment secret, either a description
 *     or its hash, and a signature, which may be anybody's. Feature bits are not judged: which of them payers know changes
 *     with time.
 */
public record Bolt11(
        String network,
        OptionalLong amountMsat,
        long timestamp,
        Optional<Bytes> paymentHash,
        Optional<String> description,
        Optional<Bytes> descriptionHash,
        long expirySeconds,
        boolean complete,
        Signature signature) {

    /**
     * The signature and what is signed.
     *
     * @param named who is said to have signed; empty where the signature itself is to tell
     */
    record Signature(String prefix, Bytes groups, Bytes octets, Optional<Bytes> named) {

        boolean isMissing() {
            return octets.equals(NO_SIGNATURE);
        }

        Optional<Bytes> signer() {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
            message.writeBytes(Bech32.regroup(groups.toArray(), 5, 8, true));
            byte[] hash = Bytes.sha256(message.toByteArray()).toArray();
            byte[] signature = octets.toArray();
            byte[] compact = Arrays.copyOf(signature, 64);
            return named.isPresent()
                    ? named.filter(node -> Ecdsa.verify(compact, hash, node))
                    : Ecdsa.recover(compact, hash, signature[64]);
        }
    }

    /** In characters: what fits into the largest QR code; LND, too, reads nothing longer. */
    static final int MAX_LENGTH = 7089;

    private static final String MAINNET = "bc";
    private static final Pattern PREFIX = Pattern.compile("ln(bcrt|bc|tbs|tb)(?:([1-9]\\d{0,19})([munp]?))?");
    private static final int TIMESTAMP_GROUPS = 7;
    /** R, S and the recovery id: 65 bytes. */
    private static final int SIGNATURE_GROUPS = 104;
    /** Fields of another length are skipped, as if their type were unknown. */
    private static final Map<Character, Integer> FIXED_LENGTHS = Map.of('p', 52, 's', 52, 'h', 52, 'n', 53);

    private static final Bytes NO_HASH = Bytes.of(new byte[32]);
    private static final Bytes NO_SIGNATURE = Bytes.of(new byte[65]);

    private static final long DEFAULT_EXPIRY_SECONDS = 3600;
    private static final long MAX_EXPIRY_SECONDS = 1L << 40;

    private static final BigInteger MSAT_PER_BITCOIN = BigInteger.valueOf(100_000_000_000L);
    private static final BigInteger ALL_BITCOIN_MSAT = MSAT_PER_BITCOIN.multiply(BigInteger.valueOf(21_000_000));

    /**
     * Reads an invoice, in lower or upper case.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static Bolt11 parse(String invoice) {
        String text = invoice.strip();
        check(text.length() <= MAX_LENGTH, "is longer than a Lightning invoice may be");
        Bech32.Decoded decoded = Bech32.decode(text);
        Matcher prefix = PREFIX.matcher(decoded.prefix());
        check(prefix.matches(), "is not a Lightning invoice, or asks for an impossible amount");
        String digits = prefix.group(2);
        OptionalLong amount = digits == null ? OptionalLong.empty() : OptionalLong.of(msat(digits, prefix.group(3)));

        byte[] groups = decoded.groups();
        int signedGroups = groups.length - SIGNATURE_GROUPS;
        check(signedGroups >= TIMESTAMP_GROUPS, "is too short for a Lightning invoice");
        byte[] signed = Arrays.copyOf(groups, signedGroups);
        Map<Character, byte[]> fields = fields(signed);
        Optional<Bytes> paymentHash = octets(fields, 'p').filter(hash -> !hash.equals(NO_HASH));
        Optional<Bytes> description = octets(fields, 'd');
        Optional<Bytes> descriptionHash = octets(fields, 'h');
        Signature signature = new Signature(
                decoded.prefix(),
                Bytes.of(signed),
                octets(Arrays.copyOfRange(groups, signedGroups, groups.length)),
                octets(fields, 'n'));
        return new Bolt11(
                prefix.group(1),
                amount,
                number(Arrays.copyOf(signed, TIMESTAMP_GROUPS), Long.MAX_VALUE),
                paymentHash,
                description.map(octets -> new String(octets.toArray(), StandardCharsets.UTF_8)),
                descriptionHash,
                fields.containsKey('x') ? number(fields.get('x'), MAX_EXPIRY_SECONDS) : DEFAULT_EXPIRY_SECONDS,
                paymentHash.isPresent()
                        && fields.containsKey('s')
                        && description.isPresent() != descriptionHash.isPresent()
                        && !signature.isMissing(),
                signature);
    }

    /**
     * The node that is to be paid, a compressed secp256k1 key, 33 bytes; empty where it did not sign. Takes a tenth of a
     * millisecond at each call, and proves little: where no node is named, nearly any signature is somebody's.
     */
    public Optional<Bytes> payee() {
        return signature.signer();
    }

    /** Whether a payer may pay it by BOLT 11: it is complete, and signed by the payee. Takes as long as {@link #payee()}. */
    public boolean payable() {
        return complete && payee().isPresent();
    }

    /** Whether it asks for bitcoin and not for the play money of a test network. */
    public boolean isMoney() {
        return network.equals(MAINNET);
    }

    /** The unix second from which on the payee takes no payment. */
    public long expiresAt() {
        return timestamp + expirySeconds;
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
            check(msat[1].signum() == 0, "asks for a fraction of a millisatoshi");
            amount = msat[0];
        }
        check(amount.compareTo(ALL_BITCOIN_MSAT) <= 0, "asks for more than all bitcoin there is");
        return amount.longValueExact();
    }

    /** The first field of each type, by its letter. Each has a type, two groups that tell its length, and data. */
    private static Map<Character, byte[]> fields(byte[] groups) {
        Map<Character, byte[]> fields = new HashMap<>();
        int at = TIMESTAMP_GROUPS;
        while (at < groups.length) {
            check(groups.length - at >= 3, "ends within a field");
            char type = Bech32.CHARSET.charAt(groups[at]);
            int length = groups[at + 1] << 5 | groups[at + 2];
            at += 3;
            check(groups.length - at >= length, "ends within a field");
            if (FIXED_LENGTHS.getOrDefault(type, length) == length) {
                fields.putIfAbsent(type, Arrays.copyOfRange(groups, at, at + length));
            }
            at += length;
        }
        return fields;
    }

    private static Optional<Bytes> octets(Map<Character, byte[]> fields, char type) {
        return Optional.ofNullable(fields.get(type)).map(Bolt11::octets);
    }

    private static Bytes octets(byte[] groups) {
        return Bytes.of(Bech32.regroup(groups, 5, 8, false));
    }

    /** Most significant group first. */
    private static long number(byte[] groups, long max) {
        long number = 0;
        for (byte group : groups) {
            number = Math.min(number << 5 | group, max);
        }
        return number;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
