package org.nostrobservatory.web.trending;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.Trend;

/** A trending hashtag as the interface shows it. */
@Schema(name = "TrendingHashtag")
public record TrendingHashtag(
        @Schema(description = "Without the number sign, in lower case (NFKC)")
        String hashtag,

        @Schema(description = "Notes with it in the window; of an author's within one hour of the clock one counts")
        long mentionCount,

        @Schema(description = "People who wrote them") long uniqueAuthors,

        @Schema(description = "Zapped on those notes; of a zap at most 1,000,000 sats")
        long totalSats,

        @Schema(description = "mentions an hour × ln(1 + authors) × (1 + ln(1 + sats))")
        double trendScore,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = String.class,
                description = "The newest of the notes, by five people at most: ids, hex")
        List<Bytes> sampleEvents,

        @Schema(description = "mentionCount of the window of the same length before")
        long mentionCountBefore,

        @Schema(description = "(mentionCount + 3) / (mentionCountBefore + 3)")
        double change,

        @Schema(description = "trendScore × change") double risingScore,

        @Schema(description = "What risingScore is made of; trendScore is the same without the factor change")
        Score score) {

    private static final int MSAT_PER_SAT = 1000;

    static TrendingHashtag of(TrendingHashtags.Item item) {
        Trend trend = item.trend();
        Score rising = trend.rising();
        return new TrendingHashtag(
                item.hashtag(),
                trend.mentions(),
                trend.authors(),
                trend.msat() / MSAT_PER_SAT,
                trend.score().value(),
                item.sampleEvents(),
                trend.mentionsBefore(),
                trend.change(),
                rising.value(),
                rising);
    }
}
