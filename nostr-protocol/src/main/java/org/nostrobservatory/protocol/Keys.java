package org.nostrobservatory.protocol;

import java.util.Optional;

/** Reads 32-byte ids and keys written as 64 lower-case hex digits. */
final class Keys {

    private Keys() {}

    static Optional<Bytes> parse(String hex) {
        return hex.length() == 64 && Bytes.isLowerCaseHex(hex) ? Optional.of(Bytes.fromHex(hex)) : Optional.empty();
    }
}
