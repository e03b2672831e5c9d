package org.nostrobservatory.web.note;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.web.api.ScoreDocument;

/** A note, and what people did to it, as all answers write it. */
@Schema(name = "Note")
public record NoteDocument(
        @Schema(type = SchemaType.STRING, description = "Hex")
        Bytes eventId,

        @Schema(type = SchemaType.STRING, description = "The author, hex")
        Bytes pubkey,

        @Schema(description = "What the author is called; null if that is not known")
        String name,

        @Schema(description = "The first 2,000 characters") String content,

        @Schema(description = "Why not everybody may want to see it (NIP-36), may be empty; null without a warning")
        String warning,

        @Schema(description = "Unix seconds, as the author claims")
        long createdAt,

        @Schema(description = "The same in ISO-8601; the last second of the year 9999 for what is later")
        Instant time,

        @Schema(description = "Zaps that count: one a payment, none that is suspicious, none by the author")
        long zapCount,

        @Schema(description = "Of each of them at most 1,000,000 sats")
        long zapTotalSats,

        @Schema(description = "People who answered the note itself, its author left out")
        long replyCount,

        @Schema(description = "People who reposted it, its author left out")
        long repostCount,

        @Schema(description = "People who reacted otherwise than by a dislike, its author left out")
        long reactionCount,

        @Schema(description = "The sum of the terms of its score, times its factors")
        double viralityScore,

        @Schema(description = "What that is made of") ScoreDocument score) {

    private static final int MSAT_PER_SAT = 1000;

    /** @param now unix seconds: the score is as of then, and that of a note dated later as of its own time */
    public static NoteDocument of(Note note, long now) {
        Engagement engagement = note.engagement();
        Score score = note.virality(Math.max(now, note.createdAt()));
        return new NoteDocument(
                note.id(),
                note.author().pubkey(),
                note.author().name(),
                note.text(),
                note.warning(),
                note.createdAt(),
                UnixTime.instant(note.createdAt()),
                engagement.zaps(),
                engagement.msat() / MSAT_PER_SAT,
                engagement.replies(),
                engagement.reposts(),
                engagement.reactions(),
                score.value(),
                ScoreDocument.of(score));
    }
}
