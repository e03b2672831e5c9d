package org.nostrobservatory.person;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.score.Percentage;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.Virality;

/** Everything that is known of one person. All text of it is a stranger's, as it was signed. */
@Stateless
public class PersonDetails {

    /**
     * @param profile null where there is no current kind 0 with an object in it
     * @param engagementRate percent, of the notes among the last {@value PersonDetails#RECENT} events; null without notes or followers
     * @param followersByDay oldest first: a day on which the number changed
     */
    public record Details(
            Bytes pubkey,
            boolean trusted,
            Profile profile,
            Activity activity,
            Zaps zaps,
            long followers,
            long trustedFollowers,
            long follows,
            Score influence,
            Double engagementRate,
            List<Note> topContent,
            List<DayFollowers> followersByDay) {}

    /** @param createdAt unix seconds; any other may be null */
    public record Profile(
            long createdAt,
            String name,
            String displayName,
            String about,
            String picture,
            String banner,
            String website,
            String nip05,
            String lud06,
            String lud16) {}

    /**
     * @param firstSeen created_at of the earliest stored event; null without events, as the others; none is after the year 9999
     * @param hours of the last {@value PersonDetails#HOURS} events
     */
    public record Activity(
            long totalEvents,
            long notes,
            Instant firstSeen,
            Instant lastSeen,
            Instant firstNote,
            Instant lastNote,
            HourOfDay hours) {}

    /** Zaps that count, one a payment; whole sats. */
    public record Zaps(long receivedCount, long receivedSats, long sentCount, long sentSats) {}

    /** How many followers there were at the end of a day (UTC). */
    public record DayFollowers(LocalDate day, long followers) {}

    /**
     * A note and what people did to it.
     *
     * @param createdAt unix seconds
     * @param content cut after {@value PersonDetails#EXCERPT} characters; empty if it holds U+0000
     * @param warning why it is to be folded (NIP-36), may be empty; null if it is not
     * @param viralityScore of now
     */
    public record Note(
            Bytes eventId,
            Bytes pubkey,
            long createdAt,
            String content,
            String warning,
            long zapCount,
            long zapTotalSats,
            long replyCount,
            long repostCount,
            long reactionCount,
            double viralityScore) {

        static final String COLUMNS = """
                event.id, event.pubkey, event.created_at, left(event.content, %d) as content, event.tags, zaps, msat, replies,
                reposts, reactions, rank\s""".formatted(EXCERPT);

        static Note read(ResultSet row, Instant now) throws SQLException {
            String content = row.getString("content");
            double rank = row.getDouble("rank");
            // That of a note dated ahead is as of its own time, and as a score of now could be infinite.
            double virality =
                    row.wasNull() ? 0 : Virality.at(rank, Math.max(now.getEpochSecond(), row.getLong("created_at")));
            Event event = new Event(
                    Database.bytes(row, "id"),
                    Database.bytes(row, "pubkey"),
                    row.getLong("created_at"),
                    Kinds.NOTE,
                    EventJson.parseTags(row.getString("tags")),
                    content == null ? "" : content,
                    NO_SIGNATURE);
            return new Note(
                    event.id(),
                    event.pubkey(),
                    event.createdAt(),
                    event.content(),
                    ContentWarning.of(event)
                            .map(warning -> warning.reason().orElse(""))
                            .orElse(null),
                    row.getLong("zaps"),
                    row.getLong("msat") / 1000,
                    row.getLong("replies"),
                    row.getLong("reposts"),
                    row.getLong("reactions"),
                    virality);
        }
    }

    /** Where a list by time goes on: behind this event. */
    public record Place(long createdAt, Bytes id) {

        /** Before the first. */
        public static final Place START = new Place(Long.MAX_VALUE, Bytes.of(new byte[0]));

        /** Reads what {@link #text()} wrote; empty for anything else. */
        public static Optional<Place> parse(String text) {
            String[] parts = text.split(" ", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(Long.parseLong(parts[0]), Bytes.fromHex(parts[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** What {@link #parse} reads. */
        public String text() {
            return createdAt + " " + id.hex();
        }
    }

    /**
     * A part of the notes, the latest first.
     *
     * @param next null at the end. A part may be empty and not the last
     */
    public record Part(List<Note> notes, Place next) {}

    private record Basics(
            int number, PersonRow row, boolean trusted, long follows, Profile profile, Activity activity, Zaps zaps) {}

    private record Placed(Optional<Note> note, Place place) {}

    private static final Bytes NO_SIGNATURE = Bytes.of(new byte[64]);
    private static final int HOURS = 1_000;
    private static final int RECENT = 200;
    private static final int TOP = 5;
    private static final int DAYS = 730;
    private static final int EXCERPT = 1_000;

    /** So many events are looked through for a note to be shown, and so many at most. */
    private static final int EVENTS_A_NOTE = 10;

    private static final int MAX_EVENTS = 1_000;

    private static final String BASICS = """
            select person.*, author.events, author.first_event_at, author.last_event_at, profile.created_at as profile_at,
                   profile.name, profile.display_name, profile.about, profile.picture, profile.banner, profile.website,
                   profile.nip05, profile.lud06, profile.lud16
            from (select ?::bytea as pubkey) as wanted
            left join person using (pubkey) left join author using (pubkey) left join profile using (pubkey)
            where coalesce(person.pubkey, author.pubkey, profile.pubkey) is not null""";

    @Inject
    private Database database;

    public PersonDetails() {}

    PersonDetails(Database database) {
        this.database = database;
    }

    /** Empty if nothing is stored of this key, and nobody follows or zapped it. */
    public Optional<Details> find(Bytes key, Instant now) {
        HourOfDay hours = hours(key);
        return database.find(BASICS, row -> basics(row, hours), key).map(basics -> details(key, basics, now));
    }

    private Details details(Bytes key, Basics basics, Instant now) {
        PersonRow row = basics.row();
        return new Details(
                key,
                basics.trusted(),
                basics.profile(),
                basics.activity(),
                basics.zaps(),
                row.followers(),
                row.trustedFollowers(),
                basics.follows(),
                row.influence(row.followers()).score(),
                engagementRate(key, row.followers()),
                topContent(key, now),
                followersByDay(basics.number()));
    }

    private static Basics basics(ResultSet row, HourOfDay hours) throws SQLException {
        long profileAt = row.getLong("profile_at");
        Profile profile = row.wasNull()
                ? null
                : new Profile(
                        profileAt,
                        row.getString("name"),
                        row.getString("display_name"),
                        row.getString("about"),
                        row.getString("picture"),
                        row.getString("banner"),
                        row.getString("website"),
                        row.getString("nip05"),
                        row.getString("lud06"),
                        row.getString("lud16"));
        return new Basics(
                row.getInt("number"),
                PersonRow.read(row),
                row.getBoolean("trusted"),
                row.getLong("follows"),
                profile,
                new Activity(
                        row.getLong("events"),
                        row.getLong("notes"),
                        time(row, "first_event_at"),
                        time(row, "last_event_at"),
                        time(row, "first_note_at"),
                        time(row, "last_note_at"),
                        hours),
                new Zaps(
                        row.getLong("zaps_received"),
                        row.getLong("msat_received") / 1000,
                        row.getLong("zaps_sent"),
                        row.getLong("msat_sent") / 1000));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? null : UnixTime.instant(time);
    }

    /** By the index alone. */
    private HourOfDay hours(Bytes key) {
        Long[] counts = Collections.nCopies(24, 0L).toArray(Long[]::new);
        database.query("""
                select ((created_at / 3600 % 24 + 24) % 24)::integer as hour, count(*) as events
                from (select created_at from event where pubkey = ? order by created_at desc limit ?) as last
                group by hour""", row -> counts[row.getInt("hour")] += row.getLong("events"), key, HOURS);
        return new HourOfDay(List.of(counts));
    }

    private Double engagementRate(Bytes key, long followers) {
        return database
                .find(
                        """
                        select count(*) as notes, coalesce(sum(zaps + replies + reposts + reactions), 0)::bigint as engagements
                        from (select id, kind from event where pubkey = ? order by created_at desc limit ?) as last
                        left join note_score on event_id = last.id where kind = 1""",
                        row -> Percentage.engagementRate(row.getLong("engagements"), row.getLong("notes"), followers),
                        key,
                        RECENT)
                .orElseThrow()
                .stream()
                .boxed()
                .findFirst()
                .orElse(null);
    }

    /** The best by rank. */
    private List<Note> topContent(Bytes key, Instant now) {
        return database.query("select " + Note.COLUMNS + """
                        from (select * from note_score where pubkey = ? order by rank desc limit ?) as note_score
                        join event on event.id = event_id
                             and event.created_at between note_score.created_at and note_score.created_at
                        order by rank desc""", row -> Note.read(row, now), key, TOP);
    }

    private List<DayFollowers> followersByDay(int number) {
        List<DayFollowers> days = new ArrayList<>(database.query(
                "select day, followers from follower_day where number = ? order by day desc limit ?",
                row -> new DayFollowers(LocalDate.ofEpochDay(row.getInt("day")), row.getLong("followers")),
                number,
                DAYS));
        Collections.reverse(days);
        return days;
    }

    /** What somebody wrote. Looks through a bounded number of events, also of those who hardly write any notes. */
    public Part notes(Bytes key, Place after, int limit, Instant now) {
        int looked = Math.min(MAX_EVENTS, limit * EVENTS_A_NOTE);
        List<Placed> events = database.query(
                "select shown, " + Note.COLUMNS + """
                        from (select id, pubkey, created_at, kind = 1 and coalesce(expires_at > ?, true) as shown,
                                     case when kind = 1 then content end as content, case when kind = 1 then tags end as tags
                              from event where pubkey = ? and created_at <= ? and (created_at, id) < (?, ?)
                              order by created_at desc, id desc limit ?) as event
                        left join note_score on event_id = event.id and shown
                        order by event.created_at desc, event.id desc""",
                row -> new Placed(
                        row.getBoolean("shown") ? Optional.of(Note.read(row, now)) : Optional.empty(),
                        new Place(row.getLong("created_at"), Database.bytes(row, "id"))),
                now.getEpochSecond(),
                key,
                after.createdAt(),
                after.createdAt(),
                after.id(),
                looked);
        List<Note> notes = new ArrayList<>();
        for (Placed event : events) {
            event.note().ifPresent(notes::add);
            if (notes.size() == limit) {
                return new Part(notes, event.place());
            }
        }
        return new Part(notes, events.size() == looked ? events.get(looked - 1).place() : null);
    }
}
