package org.nostrobservatory.web.zap;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.zap.Zaps;

/** A zapped event as the interface shows it. What only a note has is null where the archive has none of this id. */
@Schema(name = "ZappedNote")
public record TopNote(
        @Schema(type = SchemaType.STRING, description = "Hex")
        Bytes eventId,

        @Schema(type = SchemaType.STRING, description = "The author, hex; who was paid, where that is not known")
        Bytes pubkey,

        @Schema(description = "What they are called; null if that is not known")
        String name,

        @Schema(description = "The first 2,000 characters") String content,

        @Schema(description = "Unix seconds, as the author claims")
        Long createdAt,

        @Schema(description = "Zaps of the window") long zapCount,
        @Schema(description = "Sats of the window") long zapTotalSats,
        Long replyCount,
        Long repostCount,
        Long reactionCount,
        Double viralityScore) {

    /** @param note null where it is not stored */
    static TopNote of(Zaps.TopNote top, Note note, long now) {
        return note == null
                ? new TopNote(
                        top.eventId(),
                        top.recipient(),
                        top.recipientName(),
                        null,
                        null,
                        top.zapCount(),
                        top.zapTotalSats(),
                        null,
                        null,
                        null,
                        null)
                : new TopNote(
                        top.eventId(),
                        note.author().pubkey(),
                        note.author().name(),
                        note.text(),
                        note.createdAt(),
                        top.zapCount(),
                        top.zapTotalSats(),
                        note.engagement().replies(),
                        note.engagement().reposts(),
                        note.engagement().reactions(),
                        note.virality(now).value());
    }
}
