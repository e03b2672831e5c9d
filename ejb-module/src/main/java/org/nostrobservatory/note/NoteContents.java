package org.nostrobservatory.note;

import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.protocol.Bridge;
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Hashtags;
import org.nostrobservatory.protocol.Links;
import org.nostrobservatory.protocol.Mentions;
import org.nostrobservatory.schema.Database;

/**
 * What the text and the tags of a note hold, each read once.
 *
 * @param length of the text, in code points
 * @param hashtags sorted
 * @param urls different web addresses
 * @param media whether one of them is a picture, a video or a sound
 * @param mentions different people, without the author
 * @param warning the reason of a content warning, empty where none is given; null without a warning
 * @param bridge the protocol that the note was brought from; null if it is of Nostr
 */
record NoteContents(
        int length, List<String> hashtags, int urls, boolean media, int mentions, String warning, String bridge) {

    static NoteContents of(Event note) {
        Links links = Links.of(note);
        String text = note.content();
        return new NoteContents(
                text.codePointCount(0, text.length()),
                Hashtags.of(note).names().stream()
                        .sorted(Comparator.naturalOrder())
                        .toList(),
                links.links().size(),
                !links.media().isEmpty(),
                Mentions.of(note).keys().size(),
                ContentWarning.of(note).map(NoteContents::reason).orElse(null),
                Bridge.of(note).map(Bridge::protocol).orElse(null));
    }

    private static String reason(ContentWarning warning) {
        return Database.text(warning.reason().orElse(""), ContentWarning.MAX_LENGTH);
    }
}
