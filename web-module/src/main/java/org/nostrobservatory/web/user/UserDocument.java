package org.nostrobservatory.web.user;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.api.ScoreDocument;
import org.nostrobservatory.web.note.NoteDocument;

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

        @Schema(description = "What it is made of: followers, zaps, notes")
        ScoreDocument influence,

        @Schema(
                description =
                        "Percent: what others did to a note of the last 100 events, of one year at most, to the number of followers; null"
                                + " without either")
        Double engagementRate,

        @Schema(description = "The notes of the highest rank, 5 at most")
        List<NoteDocument> topContent,

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

            @Schema(
                    description =
                            "Of the last 500 events, of one year at most, by the hour of the day in UTC: 24 numbers")
            List<Long> hours) {}

    /**
     * @param best notes of the person
     * @param now unix seconds
     */
    static UserDocument of(PersonDetails.Details details, List<Note> best, long now) {
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
                        details.hours().counts()),
                details.zaps(),
                details.followers(),
                details.trustedFollowers(),
                details.follows(),
                ScoreDocument.of(details.influence()),
                details.engagementRate(),
                best.stream().map(note -> NoteDocument.of(note, now)).toList(),
                details.followersByDay());
    }
}
