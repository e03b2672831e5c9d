package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.schema.Database;

/**
 * All data vending machines together (spec B.6). Windows go by {@code created_at} and end now; what is dated ahead is in none
 * until its time comes. Reads all rows of the window: some seconds for a month of a busy network, so that whoever shows it
 * remembers the answer.
 */
@Stateless
public class DvmNetwork {

    /**
     * A window.
     *
     * @param time when it ends
     * @param users keys that requested
     * @param dvms keys with a result or feedback
     * @param kinds of requests
     * @param completionRate results for each hundred requests, as DVMDash calls it; more than 100 where several DVMs answer;
     *     null where nothing was requested
     * @param popularDvm with most results and feedback; null where there are none
     * @param popularKind that was requested most; null where nothing was
     * @param competitiveKind whose results came from most DVMs; null where there are none
     * @param silentDvms announced for kinds of jobs, but without result and feedback in the window
     * @param jobs how the jobs went that were requested in the window
     * @param anomalies how many answers were odd, and how: the most frequent first
     */
    public record Overview(
            Instant time,
            Instant since,
            long requests,
            long responses,
            long feedback,
            long users,
            long dvms,
            long kinds,
            Double completionRate,
            PopularDvm popularDvm,
            PopularKind popularKind,
            CompetitiveKind competitiveKind,
            long silentDvms,
            JobFigures jobs,
            List<Anomaly> anomalies,
            List<Interval> series) {}

    /** @param name may be null; strangers' text */
    public record PopularDvm(Bytes pubkey, String name, long events) {}

    public record PopularKind(int kind, String title, long requests) {}

    public record CompetitiveKind(int kind, String title, long dvms) {}

    /**
     * How often something was odd.
     *
     * @param anomaly a code of {@link JobAnomaly}, or unknown-request
     * @param answers of a DVM to a job; of what names no request, events
     */
    public record Anomaly(String anomaly, String description, long answers) {}

    /** @param time when it begins */
    public record Interval(Instant time, long requests, long responses, long feedback, long users, long dvms) {}

    /**
     * What announces itself and is no DVM of NIP-90.
     *
     * @param name null where it has none, as the other words; strangers' text
     */
    public record Announcement(
            Bytes pubkey, String identifier, Instant createdAt, String name, String about, String picture) {}

    /** @param count of all of them; the list has the newest */
    public record Announcements(long count, List<Announcement> newest) {}

    /** @param contextVm servers of the Model Context Protocol (11316) */
    public record Others(Announcements contextVm, Announcements encrypted) {}

    /**
     * A row of one of the grouping sets: of an interval, of a kind, or of everything.
     *
     * @param level which of the two columns the row sums up over: 1 the kinds, 2 the intervals, 3 both
     * @param kind of requests; 0 for feedback, which names none
     */
    private record Sum(int level, long interval, int kind, long events, long feedback, long keys) {

        static final Sum NONE = new Sum(3, 0, 0, 0, 0, 0);

        static Sum read(ResultSet row) throws SQLException {
            return new Sum(
                    row.getInt("level"),
                    row.getLong("interval"),
                    row.getInt("kind"),
                    row.getLong("events"),
                    row.getLong("feedback"),
                    row.getLong("keys"));
        }

        boolean isOfInterval() {
            return level == 1;
        }

        boolean isOfKind() {
            return level == 2 && kind > 0;
        }

        boolean isOfAll() {
            return level == 3;
        }
    }

    private static final int CONTEXT_VM = 11316;
    private static final int ENCRYPTED = 11999;

    /** Nearly as many rows as users a day: each is hashed, none sorted. */
    private static final String REQUESTED = """
            with seen as materialized (
                select created_at / ? as interval, pubkey, count(*) as events
                from job_request where kind between 5000 and 5999 and created_at > ? and created_at <= ?
                group by interval, pubkey
            )
            select 1 as level, interval, 0 as kind, sum(events)::bigint as events, 0 as feedback, count(*) as keys
            from seen group by interval
            union all
            select 2, 0, kind, count(*), 0, 0 from job_request
            where kind between 5000 and 5999 and created_at > ? and created_at <= ? group by kind
            union all
            select 3, 0, 0, coalesce(sum(events), 0)::bigint, 0, count(*)
            from (select pubkey, sum(events) as events from seen group by pubkey) as user_events""";

    private static final String ANSWERED = """
            with seen as materialized (
                select kind - 1000 as kind, pubkey, created_at / ? as interval, count(*) as responses, 0::bigint as feedback
                from job_result where kind between 6000 and 6999 and created_at > ? and created_at <= ?
                group by kind, pubkey, interval
                union all
                select 0, pubkey, created_at / ? as interval, 0, count(*)
                from job_feedback where created_at > ? and created_at <= ? group by pubkey, interval
            )
            select interval, kind, grouping(interval, kind) as level, sum(responses)::bigint as events,
                   sum(feedback)::bigint as feedback, count(distinct pubkey) as keys
            from seen group by grouping sets ((interval), (kind), ())""";

    /** At the same number of events, the DVM with the lowest key. */
    private static final String POPULAR = """
            with popular as (
                select pubkey, sum(events)::bigint as events from (
                    select pubkey, count(*) as events
                    from job_result where kind between 6000 and 6999 and created_at > ? and created_at <= ? group by pubkey
                    union all
                    select pubkey, count(*) from job_feedback where created_at > ? and created_at <= ? group by pubkey) as one
                group by pubkey order by events desc, pubkey limit 1
            )
            select pubkey, events, coalesce(dvm.name, display_name, profile.name) as name
            from popular left join dvm using (pubkey) left join profile using (pubkey)""";

    private static final String SILENT = """
            select count(*) as dvms from dvm
            where announced_at is not null and (last_result_at is null or last_result_at <= ?)
                  and not exists (select from job_feedback
                                  where job_feedback.pubkey = dvm.pubkey and created_at > ? and created_at <= ?)""";

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    public DvmNetwork() {}

    DvmNetwork(Database database) {
        this.database = database;
        titles = new KindTitles(database);
    }

    /** @param now when the window ends */
    public Overview overview(JobWindow window, Instant now) {
        long end = now.getEpochSecond();
        long begin = window.begin(end);
        long step = window.interval().toSeconds();
        database.sortInMemory();
        List<Sum> requested = database.query(REQUESTED, Sum::read, step, begin, end, begin, end);
        List<Sum> answered = database.query(ANSWERED, Sum::read, step, begin, end, step, begin, end);
        Sum requests = whole(requested);
        Sum answers = whole(answered);
        return new Overview(
                now,
                now.minus(window.length()),
                requests.events(),
                answers.events(),
                answers.feedback(),
                requests.keys(),
                answers.keys(),
                requested.stream().filter(Sum::isOfKind).count(),
                JobFigures.share(answers.events(), requests.events()),
                popularDvm(begin, end),
                highest(requested, Sum::events)
                        .map(sum -> new PopularKind(
                                sum.kind(), titles.of(sum.kind()).orElse(null), sum.events()))
                        .orElse(null),
                highest(answered, Sum::keys)
                        .map(sum -> new CompetitiveKind(
                                sum.kind(), titles.of(sum.kind()).orElse(null), sum.keys()))
                        .orElse(null),
                database.find(SILENT, row -> row.getLong("dvms"), begin, begin, end)
                        .orElseThrow(),
                new JobMeasures(database)
                        .read(JobMeasures.By.NOTHING, window, end, "")
                        .getOrDefault(null, JobFigures.NONE),
                Anomalies.read(database, null, window, end),
                series(window, end, requested, answered));
    }

    private PopularDvm popularDvm(long begin, long end) {
        return database.find(
                        POPULAR,
                        row -> new PopularDvm(
                                Database.bytes(row, "pubkey"), row.getString("name"), row.getLong("events")),
                        begin,
                        end,
                        begin,
                        end)
                .orElse(null);
    }

    private static Sum whole(List<Sum> sums) {
        return sums.stream().filter(Sum::isOfAll).findFirst().orElse(Sum.NONE);
    }

    /** Of several kinds with the same number, the lowest. */
    private static Optional<Sum> highest(List<Sum> sums, ToLongFunction<Sum> number) {
        return sums.stream()
                .filter(Sum::isOfKind)
                .max(Comparator.comparingLong(number).thenComparing(Sum::kind, Comparator.reverseOrder()));
    }

    private static List<Interval> series(JobWindow window, long end, List<Sum> requested, List<Sum> answered) {
        Map<Long, Sum> requests = byInterval(requested);
        Map<Long, Sum> answers = byInterval(answered);
        return window.intervals(end).stream()
                .map(time -> {
                    long number = time.getEpochSecond() / window.interval().toSeconds();
                    Sum asked = requests.getOrDefault(number, Sum.NONE);
                    Sum done = answers.getOrDefault(number, Sum.NONE);
                    return new Interval(
                            time, asked.events(), done.events(), done.feedback(), asked.keys(), done.keys());
                })
                .toList();
    }

    private static Map<Long, Sum> byInterval(List<Sum> sums) {
        return sums.stream().filter(Sum::isOfInterval).collect(Collectors.toMap(Sum::interval, sum -> sum));
    }

    /** Whether the database answers. */
    public boolean isReachable() {
        return database.isReachable();
    }

    /** ContextVM servers and encrypted DVMs, which are counted apart. */
    public Others others(int limit, Instant now) {
        return new Others(announcements(CONTEXT_VM, limit, now), announcements(ENCRYPTED, limit, now));
    }

    private Announcements announcements(int kind, int limit, Instant now) {
        long end = now.getEpochSecond();
        long count = database.find(
                        "select count(*) as count from dvm_announcement where kind = ? and created_at <= ?",
                        row -> row.getLong("count"),
                        kind,
                        end)
                .orElseThrow();
        return new Announcements(
                count,
                database.query(
                        """
                        select pubkey, d, created_at, name, about, picture from dvm_announcement
                        where kind = ? and created_at <= ? order by created_at desc, pubkey, d_hash limit ?""",
                        row -> new Announcement(
                                Database.bytes(row, "pubkey"),
                                row.getString("d"),
                                UnixTime.instant(row.getLong("created_at")),
                                row.getString("name"),
                                row.getString("about"),
                                row.getString("picture")),
                        kind,
                        end,
                        limit));
    }
}
