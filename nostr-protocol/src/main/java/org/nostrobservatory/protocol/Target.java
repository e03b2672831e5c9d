package org.nostrobservatory.protocol;

import java.util.Optional;

/** What an event is about: another event, all versions of one, or something that is not of Nostr. */
public sealed interface Target {

    /** One event; what {@code e} tags name. */
    record EventId(Bytes id) implements Target {}

    /** A replaceable or addressable event in whatever version; what {@code a} tags name. */
    record EventAddress(Address address) implements Target {}

    /**
     * A web page, a book, a podcast…; what {@code i} tags name (NIP-73).
     *
     * @param identifier as written, at most {@link #MAX_LENGTH} characters. A stranger's text: no address to link to
     */
    record External(String identifier) implements Target {

        /** In characters. */
        public static final int MAX_LENGTH = 2048;
    }

    /** Reads an event id in hex. */
    static Optional<Target> event(String value) {
        return Keys.parse(value).map(EventId::new);
    }

    /** Reads an address as {@code a} tags have it. */
    static Optional<Target> address(String value) {
        return Address.parse(value).map(EventAddress::new);
    }

    /** Reads an identifier of something else; none that is blank or too long. */
    static Optional<Target> external(String value) {
        return value.isBlank() || value.length() > External.MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new External(value));
    }
}
