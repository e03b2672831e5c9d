package org.nostrobservatory.web.user;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.score.Score;

/** Everything about one person. Words of the profile and of notes are the person's own, as they were signed. */
@Schema(name = "User")
public record UserDocument(
        Bytes pubkey,
        String npub,

        @Schema(description = "Whether the person is in the trust set")
        boolean trusted,

        @Schema(description = "The current kind 0; null where there is none that is a JSON object")
        PersonDetails.Profile profile,

        Activity activity,
        PersonDetails.Zaps zaps,

        @Schema(description = "Authors of current follow lists with this key on them")
        long followers,

        @Schema(description = "Those of them who are in the trust set")
        long trustedFollowers,

        @Schema(description = "Keys on the person's own list")
        long follows,

        Influence influence,

        @Schema(
                description =
                        "Percent: what others did to a note of the last 200 events, to the number of followers; null without either")
        Double engagementRate,

        @Schema(description = "The notes of the highest rank, 5 at most")
        List<PersonDetails.Note> topContent,

        @Schema(description = "At the end of each day on which the number changed, the oldest first")
        List<PersonDetails.DayFollowers> followersByDay) {

    /** What the person signed. */
    @Schema(name = "UserActivity")
    public record Activity(
            long totalEvents,
            long notes,
            Instant firstSeen,
            Instant lastSeen,
            Instant firstNote,
            Instant lastNote,

            @Schema(description = "Of the last 1,000 events, by the hour of the day in UTC: 24 numbers")
            List<Long> hours) {}

    /** A score and the terms that it is the sum of. */
    @Schema(name = "UserInfluence")
    public record Influence(double value, List<Term> terms) {

        static Influence of(Score score) {
            return new Influence(
                    score.value(),
                    score.terms().stream()
                            .map(term -> new Term(term.name(), term.measured(), term.points()))
                            .toList());
        }
    }

    /** A summand. */
    @Schema(name = "UserInfluenceTerm")
    public record Term(String name, double measured, double points) {}

    static UserDocument of(PersonDetails.Details details) {
        PersonDetails.Activity activity = details.activity();
        return new UserDocument(
                details.pubkey(),
                Nip19.npub(details.pubkey()),
                details.trusted(),
                details.profile(),
                new Activity(
                        activity.totalEvents(),
                        activity.notes(),
                        activity.firstSeen(),
                        activity.lastSeen(),
                        activity.firstNote(),
                        activity.lastNote(),
                        activity.hours().counts()),
                details.zaps(),
                details.followers(),
                details.trustedFollowers(),
                details.follows(),
                Influence.of(details.influence()),
                details.engagementRate(),
                details.topContent(),
                details.followersByDay());
    }
}
