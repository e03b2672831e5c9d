package org.nostrobservatory.network;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.HourOfDay;

/** The network at a glance. Windows end now; events dated ahead are in no window until their time comes. */
@Stateless
public class Network {

    /** @param topContent null while nothing was zapped in the last 24 hours */
    public record Overview(
            Instant time, Users users, Events events, Zaps zaps, RelayCounts relays, TopContent topContent) {}

    /**
     * @param total keys that signed a stored event
     * @param active1h keys whose newest event lies in the last hour
     * @param new24h keys whose oldest event lies in the last 24 hours
     */
    public record Users(long total, long active1h, long active24h, long new24h) {}

    /** @param perSecond events stored a second, mean of the last minute, by arrival */
    public record Events(long total, long last1h, long last24h, long notes24h, double perSecond) {}

    /**
     * One a payment, without those whose receipts are suspicious.
     *
     * @param verdicts what all receipts are worth, also those that do not count
     */
    public record Zaps(long total, long last24h, long totalSats, long sats24h, List<ZapVerdicts> verdicts) {}

    /** @param verdict verified, plausible, suspicious; copy: another receipt stands for the payment; invalid */
    public record ZapVerdicts(String verdict, long total, long last24h, long totalSats, long sats24h) {}

    /**
     * @param online connected at this moment
     * @param collecting meant to be connected
     */
    public record RelayCounts(long known, long online, long collecting) {}

    /** The most zapped event of the last 24 hours. */
    public record TopContent(Bytes eventId, long zaps, long sats) {}

    /** @param events stored events of this kind */
    public record Kind(int kind, long events) {}

    /** Events of one stretch of time, by their {@code created_at}. */
    public record Bucket(Instant time, long notes, long reactions, long reposts, long zaps, long other) {}

    private record ZapSums(String verdict, long zaps, long zaps24h, BigDecimal msat, BigDecimal msat24h) {

        static final ZapSums NONE = new ZapSums("", 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

        ZapSums plus(ZapSums other) {
            return new ZapSums(
                    verdict,
                    zaps + other.zaps,
                    zaps24h + other.zaps24h,
                    msat.add(other.msat),
                    msat24h.add(other.msat24h));
        }

        ZapVerdicts inSats() {
            return new ZapVerdicts(verdict, zaps, zaps24h, sats(msat), sats(msat24h));
        }

        // Receipts can be forged, so their sum can be more than there is: it must still fit into 64 bits.
        private static long sats(BigDecimal msat) {
            return msat.divideToIntegralValue(MSAT_PER_SAT)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue();
        }
    }

    private static final BigDecimal MSAT_PER_SAT = BigDecimal.valueOf(1000);

    private static final String WHOLE = """
            with span as (select ?::bigint as now, ?::bigint as hour_ago, ?::bigint as day_ago),
            active as (select count(*) filter (where last_event_at >= hour_ago) as hour, count(*) as day
                       from span join author on last_event_day between day_ago / 86400 and now / 86400
                                                and last_event_at between day_ago and now)
            select (select authors from author_total) as users,
                   (select hour from active) as active1h,
                   (select day from active) as active24h,
                   (select count(*) from span join author on first_event_at between day_ago and now) as new24h,
                   (select coalesce(sum(events), 0) from kind_total) as events,
                   (select coalesce(sum(notes + reactions + reposts + zaps + other), 0)
                    from span join activity_minute on minute > hour_ago and minute <= now) as events1h,
                   (select coalesce(sum(stored), 0) from ingested_batch
                    where ingested_at > now() - interval '1 minute') / 60.0 as per_second,
                   (select count(*) from relay
                    where role = 'configured'
                          or role = 'added' and (enabled or exists (select from relay_outcome where relay_id = id))) as relays,
                   (select count(*) from relay_connection
                    where state in ('syncing', 'live') and updated_at > now() - interval '30 seconds') as online,
                   (select count(*) from relay
                    where enabled and not exists
                        (select from relay_connection where relay_id = relay.id and state = 'stopped')) as collecting""";

    private static final String DAY = """
            select coalesce(sum(notes + reactions + reposts + zaps + other), 0) as events24h,
                   coalesce(sum(notes), 0) as notes24h
            from activity_minute where minute > ? and minute <= ?""";

    private static final String ZAPS = """
            with day as (
                select verdict, sum(zaps) as zaps, sum(msat) as msat
                from (select verdict, zaps, msat from zap_minute where minute >= ? and minute < ?
                      union all
                      select verdict, 1, amount_msat from zap_entry where created_at > ? and created_at < ?
                      union all
                      select verdict, 1, amount_msat from zap_entry where created_at >= ? and created_at <= ?) as part
                group by verdict
            )
            select verdict, coalesce(zap_total.zaps, 0) as zaps, coalesce(zap_total.msat, 0) as msat,
                   coalesce(day.zaps, 0)::bigint as zaps24h, coalesce(day.msat, 0) as msat24h
            from (values (1, 'verified'), (2, 'plausible'), (3, 'suspicious'), (4, 'copy'), (5, 'invalid'))
                 as kind (place, verdict)
            left join zap_total using (verdict) left join day using (verdict)
            order by place""";

    /** Which verdicts count as zaps everywhere. */
    private static final Set<String> COUNTING = Set.of("verified", "plausible");

    private static final String TOP = """
            select target_id, count(*) as zaps, least(div(sum(amount_msat), 1000), 9223372036854775807)::bigint as sats
            from zap
            where created_at > ? and created_at <= ? and target_id is not null and counts and verdict <> 'suspicious'
            group by target_id order by sum(amount_msat) desc, target_id limit 1""";

    @Inject
    private Database database;

    public Network() {}

    Network(Database database) {
        this.database = database;
    }

    /** @param now when windows end; what is told of arrivals and relays is of this moment in any case */
    public Overview overview(Instant now) {
        long second = now.getEpochSecond();
        long hourAgo = second - Duration.ofHours(1).toSeconds();
        long dayAgo = second - Duration.ofDays(1).toSeconds();
        Events day = database.find(
                        DAY,
                        row -> new Events(0, 0, row.getLong("events24h"), row.getLong("notes24h"), 0),
                        dayAgo,
                        second)
                .orElseThrow();
        Zaps zaps = zaps(dayAgo, second);
        TopContent top = database.find(
                        TOP,
                        row -> new TopContent(
                                Database.bytes(row, "target_id"), row.getLong("zaps"), row.getLong("sats")),
                        dayAgo,
                        second)
                .orElse(null);
        return database.find(WHOLE, row -> overview(row, now, day, zaps, top), second, hourAgo, dayAgo)
                .orElseThrow();
    }

    /** @param begin the window begins after this second */
    private Zaps zaps(long begin, long end) {
        long firstMinute = begin - begin % 60 + 60;
        long lastMinute = end + 1 - (end + 1) % 60;
        List<ZapSums> sums = database.query(
                ZAPS,
                row -> new ZapSums(
                        row.getString("verdict"),
                        row.getLong("zaps"),
                        row.getLong("zaps24h"),
                        row.getBigDecimal("msat"),
                        row.getBigDecimal("msat24h")),
                firstMinute,
                lastMinute,
                begin,
                firstMinute,
                lastMinute,
                end);
        // Summed up before it is rounded, as everywhere.
        ZapVerdicts counting = sums.stream()
                .filter(sum -> COUNTING.contains(sum.verdict()))
                .reduce(ZapSums.NONE, ZapSums::plus)
                .inSats();
        return new Zaps(
                counting.total(),
                counting.last24h(),
                counting.totalSats(),
                counting.sats24h(),
                sums.stream().map(ZapSums::inSats).toList());
    }

    private static Overview overview(ResultSet row, Instant now, Events day, Zaps zaps, TopContent top)
            throws SQLException {
        return new Overview(
                now,
                new Users(
                        row.getLong("users"), row.getLong("active1h"), row.getLong("active24h"), row.getLong("new24h")),
                new Events(
                        row.getLong("events"),
                        row.getLong("events1h"),
                        day.last24h(),
                        day.notes24h(),
                        row.getDouble("per_second")),
                zaps,
                new RelayCounts(row.getLong("relays"), row.getLong("online"), row.getLong("collecting")),
                top);
    }

    /**
     * Activity over time, oldest first, without gaps. The last bucket is the one that now lies in.
     *
     * @param interval length of a bucket, whole minutes; buckets begin at multiples of it since 1970
     */
    public List<Bucket> timeline(Instant now, Duration window, Duration interval) {
        long step = interval.toSeconds();
        long end = now.getEpochSecond() - now.getEpochSecond() % step + step;
        long begin = end - Math.max(step, window.toSeconds() / step * step);
        Map<Long, Bucket> found = new HashMap<>();
        database.query("""
                select minute - minute % ? as bucket, sum(notes) as notes, sum(reactions) as reactions,
                       sum(reposts) as reposts, sum(zaps) as zaps, sum(other) as other
                from activity_minute where minute >= ? and minute <= ? group by bucket""", row -> found.put(row.getLong("bucket"), bucket(row)), step, begin, now.getEpochSecond());
        List<Bucket> buckets = new ArrayList<>();
        for (long time = begin; time < end; time += step) {
            Bucket bucket = found.get(time);
            buckets.add(bucket != null ? bucket : new Bucket(Instant.ofEpochSecond(time), 0, 0, 0, 0, 0));
        }
        return buckets;
    }

    /**
     * At which hours of the day, UTC, the events of a window were made.
     *
     * @param window ends now
     */
    public HourOfDay hourOfDay(Instant now, Duration window) {
        HourOfDay[] hours = {HourOfDay.NONE};
        database.query(
                """
                select minute / 3600 % 24 as hour, sum(notes + reactions + reposts + zaps + other) as events
                from activity_minute where minute > ? and minute <= ? group by hour""",
                row -> hours[0] = hours[0].plus(3600 * row.getLong("hour"), row.getLong("events")),
                now.minus(window).getEpochSecond(),
                now.getEpochSecond());
        return hours[0];
    }

    /** The kinds with most stored events, first the most frequent. */
    public List<Kind> kinds(int limit) {
        return database.query(
                "select kind, events from kind_total where events > 0 order by events desc, kind limit ?",
                row -> new Kind(row.getInt("kind"), row.getLong("events")),
                limit);
    }

    private static Bucket bucket(ResultSet row) throws SQLException {
        return new Bucket(
                Instant.ofEpochSecond(row.getLong("bucket")),
                row.getLong("notes"),
                row.getLong("reactions"),
                row.getLong("reposts"),
                row.getLong("zaps"),
                row.getLong("other"));
    }
}
