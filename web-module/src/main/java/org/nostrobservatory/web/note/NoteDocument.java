package org.nostrobservatory.web.trending;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.Score;

/** A trending note as the interface shows it. */
@Schema(name = "TrendingNote")
public record TrendingNote(
        @Schema(type = SchemaType.STRING, description = "Hex")
        Bytes eventId,

        @Schema(type = SchemaType.STRING, description = "The author, hex")
        Bytes pubkey,

        @Schema(description = "What the author is called; null if that is not known")
        String name,

        @Schema(description = "The first 2,000 characters") String content,

        @Schema(description = "Unix seconds, as the author claims")
        long createdAt,

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

        @Schema(description = "What that is made of: each term counts scaled times weight")
        Score score) {

    private static final int MSAT_PER_SAT = 1000;

    static TrendingNote of(Note note, long now) {
        Engagement engagement = note.engagement();
        Score score = note.virality(now);
        return new TrendingNote(
                note.id(),
                note.author().pubkey(),
                note.author().name(),
                note.text(),
                note.createdAt(),
                engagement.zaps(),
                engagement.msat() / MSAT_PER_SAT,
                engagement.replies(),
                engagement.reposts(),
                engagement.reactions(),
                score.value(),
                score);
    }
}
