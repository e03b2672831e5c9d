package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Optional;

/** One tag of an event: a list of strings, the first of which is the tag's name (NIP-01). May be empty in the wild. */
public record Tag(List<String> values) {

    public Tag {
        values = List.copyOf(values);
    }

    public static Tag of(String... values) {
        return new Tag(List.of(values));
    }

    /** The first string; the empty string for an empty tag. */
    public String name() {
        return values.isEmpty() ? "" : values.get(0);
    }

    /** The second string, which NIP-01 calls the value of the tag. */
    public Optional<String> value() {
        return at(1);
    }

    /** The string at this position, counted from 0 (the name). */
    public Optional<String> at(int index) {
        return index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
    }
}
