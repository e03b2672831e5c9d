package org.nostrobservatory.configuration;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some of the analyses that there are.
 *
 * @param components their names; empty for all, whatever there are
 */
public record Analyses(Optional<Set<String>> components) {

    public static final Analyses ALL = new Analyses(Optional.empty());

    static Analyses parse(String text) {
        if (text.equals("all")) {
            return ALL;
        }
        if (text.equals("none")) {
            return new Analyses(Optional.of(Set.of()));
        }
        return new Analyses(
                Optional.of(Stream.of(text.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet())));
    }

    /** Whether that of this component is among them. */
    public boolean contain(String component) {
        return components.map(names -> names.contains(component)).orElse(true);
    }
}
