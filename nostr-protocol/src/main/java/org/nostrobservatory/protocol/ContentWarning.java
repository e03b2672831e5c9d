package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The author's warning that not everybody may want to see the content of an event (NIP-36).
 *
 * @param reason as written, at most {@link #MAX_LENGTH} characters; empty where none is given
 */
public record ContentWarning(Optional<String> reason) {

    /** In characters. */
    public static final int MAX_LENGTH = 200;

    /** The warning of an event of any kind, if it has one. Of several, the first reason counts. */
    public static Optional<ContentWarning> of(Event event) {
        return of(event.tags());
    }

    /** The same by the tags of the event. */
    public static Optional<ContentWarning> of(List<Tag> tags) {
        List<Tag> warnings = tags.stream()
                .filter(tag -> tag.name().equals("content-warning"))
                .toList();
        Optional<String> reason = warnings.stream()
                .flatMap(tag -> tag.value().stream())
                .map(text -> Text.cut(text.strip(), MAX_LENGTH))
                .filter(text -> !text.isEmpty())
                .findFirst();
        return warnings.isEmpty() ? Optional.empty() : Optional.of(new ContentWarning(reason));
    }
}
