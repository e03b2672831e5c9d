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
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.score.Percentage;
import org.nostrobservatory.score.Score;

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
     * @param firstSeen created_at of the earliest stored event; null without events, as the others
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

    public record Zaps(long receivedCount, long receivedSats, long sentCount, long sentSats) {}

    /** How many followers there were at the end of a day (UTC). */
    public record DayFollowers(LocalDate day, long followers) {}

    /**
     * A note and what people did to it.
     *
     * @param content cut after {@value PersonDetails#EXCERPT} characters
     */
    public record Note(
            Bytes eventId,
            Instant createdAt,
            String content,
            long zapCount,
            long zapTotalSats,
            long replyCount,
            long repostCount,
            long reactionCount) {

        static final String COLUMNS = """
                event.id, event.created_at, left(event.content, %d) as content, coalesce(zaps, 0) as zaps,
                coalesce(msat, 0) as msat, coalesce(replies, 0) as replies, coalesce(reposts, 0) as reposts,
                coalesce(reactions, 0) as reactions\s""".formatted(EXCERPT);

        static Note read(ResultSet row) throws SQLException {
            String content = row.getString("content");
            return new Note(
                    Database.bytes(row, "id"),
                    Instant.ofEpochSecond(row.getLong("created_at")),
                    content == null ? "" : content,
                    row.getLong("zaps"),
                    row.getLong("msat") / 1000,
                    row.getLong("replies"),
                    row.getLong("reposts"),
                    row.getLong("reactions"));
        }
    }

    /** @param targetId the zapped event; null if the person was zapped */
    public record Zap(
            Bytes receiptId,
            Instant createdAt,
            Bytes sender,
            String senderName,
            Bytes recipient,
            String recipientName,
            Bytes targetId,
            long amountMsat,
            String comment,
            String verdict) {

        static Zap read(ResultSet row) throws SQLException {
            return new Zap(
                    Database.bytes(row, "receipt_id"),
                    Instant.ofEpochSecond(row.getLong("created_at")),
                    Database.bytes(row, "sender"),
                    row.getString("sender_name"),
                    Database.bytes(row, "recipient"),
                    row.getString("recipient_name"),
                    Database.bytes(row, "target_id"),
                    row.getLong("amount_msat"),
                    row.getString("comment"),
                    row.getString("verdict"));
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

        public String text() {
            return createdAt + " " + id.hex();
        }
    }

    /**
     * A part of a list by time, the latest first.
     *
     * @param next null at the end. A part may be empty and not the last
     */
    public record Part<T>(List<T> items, Place next) {}

    /** In which direction zaps went. */
    public enum Direction {
        RECEIVED("recipient"),
        SENT("sender");

        private final String column;

        Direction(String column) {
            this.column = column;
        }
    }

    private record Basics(
            int number, PersonRow row, boolean trusted, long follows, Profile profile, Activity activity, Zaps zaps) {}

    private record Placed<T>(T item, Place place) {}

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
    public Optional<Details> find(Bytes key) {
        HourOfDay hours = hours(key);
        return database.find(BASICS, row -> basics(row, hours), key).map(basics -> details(key, basics));
    }

    private Details details(Bytes key, Basics basics) {
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
                topContent(key),
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
        return row.wasNull() ? null : Instant.ofEpochSecond(time);
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
    private List<Note> topContent(Bytes key) {
        return database.query("select " + Note.COLUMNS + """
                        from (select * from note_score where pubkey = ? order by rank desc limit ?) as note_score
                        join event on event.id = event_id
                             and event.created_at between note_score.created_at and note_score.created_at
                        order by rank desc""", Note::read, key, TOP);
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
    public Part<Note> notes(Bytes key, Place after, int limit) {
        int looked = Math.min(MAX_EVENTS, limit * EVENTS_A_NOTE);
        List<Placed<Optional<Note>>> events = database.query(
                "select shown, " + Note.COLUMNS + """
                        from (select id, created_at, kind = 1 and coalesce(expires_at > ?, true) as shown,
                                     case when kind = 1 then content end as content
                              from event where pubkey = ? and created_at <= ? and (created_at, id) < (?, ?)
                              order by created_at desc, id desc limit ?) as event
                        left join note_score on event_id = event.id and shown
                        order by event.created_at desc, event.id desc""",
                row -> new Placed<>(
                        row.getBoolean("shown") ? Optional.of(Note.read(row)) : Optional.<Note>empty(),
                        new Place(row.getLong("created_at"), Database.bytes(row, "id"))),
                Instant.now().getEpochSecond(),
                key,
                after.createdAt(),
                after.createdAt(),
                after.id(),
                looked);
        List<Note> notes = new ArrayList<>();
        for (Placed<Optional<Note>> event : events) {
            event.item().ifPresent(notes::add);
            if (notes.size() == limit) {
                return new Part<>(notes, event.place());
            }
        }
        return new Part<>(
                notes, events.size() == looked ? events.get(looked - 1).place() : null);
    }

    /** What somebody was given or gave: the zaps that count. */
    public Part<Zap> zaps(Bytes key, Direction direction, Place after, int limit) {
        List<Placed<Zap>> found = database.query(
                """
                select zap.*, from_profile.name as sender_name, to_profile.name as recipient_name
                from (select * from zap
                      where %s = ? and counts and verdict <> 'suspicious' and created_at <= ? and (created_at, receipt_id) < (?, ?)
                      order by created_at desc, receipt_id desc limit ?) as zap
                left join profile as from_profile on from_profile.pubkey = sender
                left join profile as to_profile on to_profile.pubkey = recipient
                order by zap.created_at desc, receipt_id desc""".formatted(direction.column),
                row -> new Placed<>(
                        Zap.read(row), new Place(row.getLong("created_at"), Database.bytes(row, "receipt_id"))),
                key,
                after.createdAt(),
                after.createdAt(),
                after.id(),
                limit + 1);
        return new Part<>(
                found.stream().limit(limit).map(Placed::item).toList(),
                found.size() > limit ? found.get(limit - 1).place() : null);
    }
}
