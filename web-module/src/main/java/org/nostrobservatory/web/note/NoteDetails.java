package org.nostrobservatory.web.note;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.note.Looks;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.NoteShape;
import org.nostrobservatory.web.api.ScoreDocument;

/** A note or a comment, and what can be said of it. */
@Schema(name = "NoteDetails")
public record NoteDetails(
        NoteDocument note,

        @Schema(description = "1 a note, 1111 a comment, or any other")
        int kind,

        @Schema(
                type = SchemaType.STRING,
                description = "The note that began the thread, hex; null if this one did, and for all but notes")
        Bytes rootId,

        @Schema(type = SchemaType.STRING, description = "The note that it answers, hex; null as rootId")
        Bytes parentId,

        @Schema(
                description =
                        "ISO 639-1; und if that cannot be told; null if nobody has looked yet, and for all but notes")
        String language,

        @Schema(description = "The protocol that it was brought from (NIP-48); null if it is of Nostr")
        String bridge,

        @Schema(description = "What can be seen of it without reading it; null for all but notes")
        Shape shape,

        @Schema(description = "How well made it is, from 0 to 100, and what that is made of; null for all but notes")
        ScoreDocument quality,

        @Schema(description = "Why it looks like spam: a hint, and nothing is hidden for it. Empty if it does not")
        List<Hint> spamReasons) {

    /** What can be counted in a note. */
    @Schema(name = "NoteShape")
    public record Shape(
            @Schema(description = "Unicode characters of the text")
            int length,

            @Schema(description = "Whether it has a picture, a video or a sound")
            boolean media,

            @Schema(description = "Different ones") int hashtags,

            @Schema(description = "Different web addresses") int urls,

            @Schema(description = "Different people named in it")
            int mentions) {

        private static Shape of(NoteShape shape) {
            return new Shape(shape.length(), shape.media(), shape.hashtags(), shape.urls(), shape.mentions());
        }
    }

    /** A reason to suspect spam. */
    @Schema(name = "SpamReason")
    public record Hint(String reason, String description) {}

    /**
     * @param looks null for all but notes
     * @param now unix seconds
     */
    static NoteDetails of(Note note, Looks looks, long now) {
        NoteDocument document = NoteDocument.of(note, now);
        if (looks == null) {
            return new NoteDetails(document, note.kind(), null, null, null, null, null, null, List.of());
        }
        return new NoteDetails(
                document,
                note.kind(),
                looks.root(),
                looks.parent(),
                looks.language(),
                looks.bridge(),
                Shape.of(looks.shape()),
                ScoreDocument.of(looks.quality(note.engagement())),
                looks.spamReasons().stream()
                        .map(reason -> new Hint(reason.code(), reason.description()))
                        .toList());
    }
}
