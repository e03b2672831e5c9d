package org.nostrobservatory.network;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.Window;

/** What the overview said in the past. */
@Stateless
public class NetworkHistory {

    /**
     * What was known at a time; names and units as in {@link Network.Overview}.
     *
     * @param time a full minute
     */
    public record Snapshot(
            Instant time,
            long usersTotal,
            long active1h,
            long active24h,
            long new24h,
            long eventsTotal,
            long events1h,
            long events24h,
            long notes24h,
            long zapsTotal,
            long zaps24h,
            long satsTotal,
            long sats24h,
            long relaysOnline,
            double eventsPerSecond) {}

    /** Points of a history at most. */
    public static final int MAX_POINTS = 300;

    private static final Duration KEPT_BY_THE_MINUTE = Duration.ofDays(7);

    @Inject
    private Database database;

    @Inject
    private Network network;

    public NetworkHistory() {}

    NetworkHistory(Database database, Network network) {
        this.database = database;
        this.network = network;
    }

    /**
     * Takes the snapshot of this minute, in the caller's transaction or one of its own.
     *
     * @return whether it was taken now: not if it is there already, or another server is at it
     */
    public boolean record(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MINUTES);
        if (!AdvisoryLock.SNAPSHOTS.tryLock(database)
                || database.find("select 1 from network_snapshot where time = ?", row -> 1, time)
                        .isPresent()) {
            return false;
        }
        Network.Overview seen = network.overview(time);
        return database.update(
                        """
                        insert into network_snapshot
                            (time, users_total, active1h, active24h, new24h, events_total, events1h, events24h, notes24h,
                             zaps_total, zaps24h, sats_total, sats24h, relays_online, events_per_second)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (time) do nothing""",
                        time,
                        seen.users().total(),
                        seen.users().active1h(),
                        seen.users().active24h(),
                        seen.users().new24h(),
                        seen.events().total(),
                        seen.events().last1h(),
                        seen.events().last24h(),
                        seen.events().notes24h(),
                        seen.zaps().total(),
                        seen.zaps().last24h(),
                        seen.zaps().totalSats(),
                        seen.zaps().sats24h(),
                        seen.relays().online(),
                        (float) seen.events().perSecond())
                > 0;
    }

    /** Of what is older than seven days, leaves of each hour the first. Answers how many went. */
    public int thin(Instant now) {
        return database.update("""
                delete from network_snapshot using network_snapshot as first
                where network_snapshot.time < ? and first.time < network_snapshot.time
                      and first.time >= date_trunc('hour', network_snapshot.time, 'UTC')""", now.minus(KEPT_BY_THE_MINUTE));
    }

    /** The snapshots of a window, oldest first: of each {@link #step} the first, so at most {@link #MAX_POINTS}. */
    public List<Snapshot> history(Instant now, Window window) {
        Duration step = step(window);
        Instant begin = Instant.ofEpochSecond(
                (now.getEpochSecond() - window.seconds()) / step.toSeconds() * step.toSeconds() + step.toSeconds());
        return database.query("""
                select distinct on (step) *
                from (select network_snapshot.*, extract(epoch from time)::bigint / ? as step
                      from network_snapshot where time >= ? and time <= ?) as stepped
                order by step, time""", NetworkHistory::snapshot, step.toSeconds(), begin, now);
    }

    /** How far apart the points of a window's history are, unless some are missing. */
    public static Duration step(Window window) {
        return switch (window) {
            case HOUR_1 -> Duration.ofMinutes(1);
            case HOURS_6 -> Duration.ofMinutes(2);
            case HOURS_12, HOURS_24 -> Duration.ofMinutes(5);
            case HOURS_48 -> Duration.ofMinutes(10);
            case HOURS_72 -> Duration.ofMinutes(15);
            case DAYS_7 -> Duration.ofHours(1);
        };
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        return new Snapshot(
                Database.instant(row, "time"),
                row.getLong("users_total"),
                row.getLong("active1h"),
                row.getLong("active24h"),
                row.getLong("new24h"),
                row.getLong("events_total"),
                row.getLong("events1h"),
                row.getLong("events24h"),
                row.getLong("notes24h"),
                row.getLong("zaps_total"),
                row.getLong("zaps24h"),
                row.getLong("sats_total"),
                row.getLong("sats24h"),
                row.getLong("relays_online"),
                row.getDouble("events_per_second"));
    }
}
