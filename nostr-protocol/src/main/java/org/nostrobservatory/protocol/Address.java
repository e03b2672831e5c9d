package org.nostrobservatory.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all versions of a replaceable or addressable event have in common (NIP-01).
 *
 * @param identifier the value of the {@code d} tag; the empty string for replaceable kinds
 */
public record Address(int kind, Bytes pubkey, String identifier) {

    /** Identifiers may hold line breaks. */
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,4}):([0-9a-f]{64}):(.*)", Pattern.DOTALL);

    /** The address of an event; none if every event of its kind stands for itself. */
    public static Optional<Address> of(Event event) {
        return switch (Kinds.classOf(event.kind())) {
            case REPLACEABLE -> Optional.of(new Address(event.kind(), event.pubkey(), ""));
            case ADDRESSABLE ->
                Optional.of(new Address(
                        event.kind(), event.pubkey(), event.tagValue("d").orElse("")));
            case REGULAR, EPHEMERAL -> Optional.empty();
        };
    }

    /** Reads the value of an {@code a} tag, {@code kind:pubkey:identifier}; none if it can be no event's address. */
    public static Optional<Address> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Address address =
                new Address(Integer.parseInt(matcher.group(1)), Bytes.fromHex(matcher.group(2)), matcher.group(3));
        return Optional.of(address).filter(Address::canExist);
    }

    /** Whether there can be an event with this address. */
    boolean canExist() {
        return switch (Kinds.classOf(kind)) {
            case REPLACEABLE -> identifier.isEmpty();
            case ADDRESSABLE -> true;
            case REGULAR, EPHEMERAL -> false;
        };
    }

    /** SHA-256 of the identifier in UTF-8, because strangers' identifiers may be of any length; nothing for an empty one. */
    public Bytes identifierHash() {
        return identifier.isEmpty() ? Bytes.of(new byte[0]) : Bytes.sha256(identifier.getBytes(StandardCharsets.UTF_8));
    }
}
