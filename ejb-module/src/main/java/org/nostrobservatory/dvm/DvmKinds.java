package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.schema.Database;

/** Kinds of jobs (5000 to 5999). Windows end now, for idle ones too. Words are strangers' text. */
@Stateless
public class DvmKinds {

    /**
     * A kind in a window.
     *
     * @param title what it is called; null where nobody says
     * @param lastSeen the last request or result, at any time; null for one that is announced only
     * @param announcedDvms how many announce it
     * @param supportingDvms how many announce it, or had results for it at any time
     * @param requests in the window, as the following
     * @param responses results
     * @param dvms keys with a result: the competition
     * @param jobs how those went that were requested in the window
     */
    public record Entry(
            int kind,
            String title,
            Instant lastSeen,
            long announcedDvms,
            long supportingDvms,
            long requests,
            long responses,
            long dvms,
            JobFigures jobs) {}

    /** @param time when the window ends */
    public record All(Instant time, List<Entry> kinds) {}

    /** @param time when it begins */
    public record Interval(Instant time, long requests, long responses) {}

    /**
     * A DVM that announces the kind or had results for it.
     *
     * @param name null where it has none
     * @param lastResultAt for the kind, at any time; null where there is none
     * @param jobs how those of the kind went that were requested in the window
     */
    public record Supporter(
            Bytes pubkey, String name, String picture, boolean announced, Instant lastResultAt, JobFigures jobs) {

        private Supporter with(JobFigures figures) {
            return new Supporter(pubkey, name, picture, announced, lastResultAt, figures);
        }
    }

    /** @param supporters those with most answered jobs first, {@value #SUPPORTERS} at most */
    public record Details(List<Interval> series, List<Supporter> supporters) {}

    /** Of all kinds of jobs. */
    static final List<Integer> NUMBERS =
            IntStream.rangeClosed(JobKind.FIRST, JobKind.LAST).boxed().toList();

    private static final int SUPPORTERS = 200;

    private static final String ENTRIES = """
            with requested as (
                select kind, count(*) as requests from job_request
                where kind between 5000 and 5999 and created_at > ? and created_at <= ? group by kind
            ), answered as (
                select kind - 1000 as kind, sum(responses)::bigint as responses, count(*) as dvms
                from (select kind, pubkey, count(*) as responses from job_result
                      where kind between 6000 and 6999 and created_at > ? and created_at <= ? group by kind, pubkey) as one
                group by kind
            ), supported as (
                select kind, count(*) as supporting, count(*) filter (where announced) as announced from dvm_kind group by kind
            )
            select kind, greatest(last_request, last_result) as last_seen, coalesce(supporting, 0) as supporting,
                   coalesce(announced, 0) as announced, coalesce(requests, 0) as requests,
                   coalesce(responses, 0) as responses, coalesce(dvms, 0) as dvms
            from generate_series(5000, 5999) as number (kind)
            cross join lateral (select max(created_at) as last_request from job_request
                                where job_request.kind = number.kind and created_at <= ?) as request
            cross join lateral (select max(created_at) as last_result from job_result
                                where job_result.kind = number.kind + 1000 and created_at <= ?) as result
            left join requested using (kind) left join answered using (kind) left join supported using (kind)
            where last_request is not null or last_result is not null or supporting > 0
            order by kind""";

    private static final String SERIES = """
            select interval, sum(first)::bigint as first, sum(second)::bigint as second from (
                select created_at / ? as interval, count(*) as first, 0 as second from job_request
                where kind = ? and created_at > ? and created_at <= ? group by interval
                union all
                select created_at / ? as interval, 0, count(*) from job_result
                where kind = ? and created_at > ? and created_at <= ? group by interval) as one
            group by interval""";

    private static final String SUPPORTING = """
            select dvm_kind.pubkey, dvm_kind.announced, dvm_kind.last_result_at,
                   coalesce(dvm.name, display_name, profile.name) as called, coalesce(dvm.picture, profile.picture) as face
            from (select * from dvm_kind where kind = ? order by last_result_at desc nulls last, pubkey limit ?) as dvm_kind
            left join dvm using (pubkey) left join profile using (pubkey)""";

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    public DvmKinds() {}

    DvmKinds(Database database) {
        this.database = database;
        titles = new KindTitles(database);
    }

    /** Every kind that anything is known of. Reads all rows of the window: whoever shows it remembers the answer. */
    public All all(JobWindow window, Instant now) {
        long end = now.getEpochSecond();
        long begin = window.begin(end);
        database.sortInMemory();
        Map<Object, JobFigures> figures = new JobMeasures(database).read(JobMeasures.By.KIND, window, end, "");
        Map<Integer, String> called = titles.of(NUMBERS);
        return new All(
                now, database.query(ENTRIES, row -> entry(row, called, figures), begin, end, begin, end, end, end));
    }

    /** What happened over time, and who does jobs of this kind. */
    public Details details(int kind, JobWindow window, Instant now) {
        long end = now.getEpochSecond();
        database.sortInMemory();
        Map<Object, JobFigures> figures =
                new JobMeasures(database).read(JobMeasures.By.DVM, window, end, "and kind = ?", kind);
        List<Supporter> supporters = database.query(SUPPORTING, DvmKinds::supporter, kind, SUPPORTERS).stream()
                .map(one -> one.with(figures.getOrDefault(one.pubkey(), JobFigures.NONE)))
                .sorted(Comparator.comparingLong((Supporter one) -> one.jobs().answered())
                        .reversed()
                        .thenComparing(Supporter::lastResultAt, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(Supporter::pubkey))
                .toList();
        return new Details(
                new JobSeries(database, window, end).read(SERIES, kind, kind + 1000, Interval::new), supporters);
    }

    private static Entry entry(ResultSet row, Map<Integer, String> called, Map<Object, JobFigures> figures)
            throws SQLException {
        int kind = row.getInt("kind");
        return new Entry(
                kind,
                called.get(kind),
                Database.time(row, "last_seen"),
                row.getLong("announced"),
                row.getLong("supporting"),
                row.getLong("requests"),
                row.getLong("responses"),
                row.getLong("dvms"),
                figures.getOrDefault(kind, JobFigures.NONE));
    }

    private static Supporter supporter(ResultSet row) throws SQLException {
        return new Supporter(
                Database.bytes(row, "pubkey"),
                row.getString("called"),
                row.getString("face"),
                row.getBoolean("announced"),
                Database.time(row, "last_result_at"),
                JobFigures.NONE);
    }
}
