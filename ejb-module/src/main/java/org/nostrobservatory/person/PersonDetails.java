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
import org.nostrobservatory.ingest.AuthorLife;
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
     * @param hours of the last {@value PersonDetails#HOURS} events, of one year at most
     * @param engagementRate percent, of the notes among the last {@value PersonDetails#RECENT} events, of one year at most; null
     *     without notes or followers
     * @param followersByDay oldest first: a day on which the number changed
     */
    public record Details(
            Bytes pubkey,
            boolean trusted,
            Profile profile,
            Activity activity,
            HourOfDay hours,
            Zaps zaps,
            long followers,
            long trustedFollowers,
            long follows,
            Score influence,
            Double engagementRate,
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
     */
    public record Activity(
            long totalEvents, long notes, Instant firstSeen, Instant lastSeen, Instant firstNote, Instant lastNote) {}

    /** Zaps that count, one a payment; whole sats. */
    public record Zaps(long receivedCount, long receivedSats, long sentCount, long sentSats) {}

    /** How many followers there were at the end of a day (UTC). */
    public record DayFollowers(LocalDate day, long followers) {}

    private record Basics(
            int number,
            PersonRow row,
            boolean trusted,
            long follows,
            Profile profile,
            Activity activity,
            AuthorLife life,
            Zaps zaps) {}

    private static final int HOURS = 500;
    private static final int RECENT = 100;
    private static final int DAYS = 730;

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

    /**
     * Empty if nothing is stored of this key, and nobody follows or zapped it.
     *
     * @param now the year that is looked at for hours and engagement ends with the last event until then
     */
    public Optional<Details> find(Bytes key, Instant now) {
        return database.find(BASICS, PersonDetails::basics, key)
                .map(basics -> details(key, basics, basics.life().lastYear(now.getEpochSecond())));
    }

    private Details details(Bytes key, Basics basics, AuthorLife looked) {
        PersonRow row = basics.row();
        return new Details(
                key,
                basics.trusted(),
                basics.profile(),
                basics.activity(),
                hours(key, looked),
                basics.zaps(),
                row.followers(),
                row.trustedFollowers(),
                basics.follows(),
                row.influence(row.followers()).score(),
                engagementRate(key, row.followers(), looked),
                followersByDay(basics.number()));
    }

    private static Basics basics(ResultSet row) throws SQLException {
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
                        Database.time(row, "first_event_at"),
                        Database.time(row, "last_event_at"),
                        Database.time(row, "first_note_at"),
                        Database.time(row, "last_note_at")),
                AuthorLife.read(row),
                new Zaps(
                        row.getLong("zaps_received"),
                        row.getLong("msat_received") / 1000,
                        row.getLong("zaps_sent"),
                        row.getLong("msat_sent") / 1000));
    }

    /** By the index alone. */
    private HourOfDay hours(Bytes key, AuthorLife looked) {
        Long[] counts = Collections.nCopies(24, 0L).toArray(Long[]::new);
        database.query(
                """
                select ((created_at / 3600 % 24 + 24) % 24)::integer as hour, count(*) as events
                from (select created_at from event where pubkey = ? and created_at between ? and ?
                      order by created_at desc limit ?) as last
                group by hour""",
                row -> counts[row.getInt("hour")] += row.getLong("events"), key, looked.first(), looked.last(), HOURS);
        return new HourOfDay(List.of(counts));
    }

    private Double engagementRate(Bytes key, long followers, AuthorLife looked) {
        return database
                .find(
                        """
                        select count(*) as notes, coalesce(sum(zaps + replies + reposts + reactions), 0)::bigint as engagements
                        from (select id, kind from event where pubkey = ? and created_at between ? and ?
                              order by created_at desc limit ?) as last
                        left join note_score on event_id = last.id where kind = 1""",
                        row -> Percentage.engagementRate(row.getLong("engagements"), row.getLong("notes"), followers),
                        key,
                        looked.first(),
                        looked.last(),
                        RECENT)
                .orElseThrow()
                .stream()
                .boxed()
                .findFirst()
                .orElse(null);
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
}
