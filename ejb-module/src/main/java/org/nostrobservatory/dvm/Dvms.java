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
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Data vending machines: keys with results or feedback (NIP-90), and those that announce themselves for kinds of jobs (NIP-89).
 * Windows end now, for idle ones too. Some seconds behind the events. Words are strangers' text.
 */
@Stateless
public class Dvms {

    /**
     * A DVM in a window.
     *
     * @param name of its announcement, or else of its profile; null where it has none, as about and picture
     * @param announced whether a current announcement names kinds of jobs
     * @param active false from a clean-up that found it silent for too long until it says something
     * @param lastSeen its last result, feedback or announcement, at any time
     * @param lastResultAt null where there is none
     * @param kinds of requests that it announces or had results for at any time, sorted
     * @param responses results in the window
     * @param feedback in the window
     * @param jobs how those went that were requested in the window
     */
    public record Entry(
            Bytes pubkey,
            String name,
            String about,
            String picture,
            boolean announced,
            boolean active,
            Instant firstSeen,
            Instant lastSeen,
            Instant lastResultAt,
            List<Integer> kinds,
            long responses,
            long feedback,
            JobFigures jobs) {

        private Entry with(JobFigures figures) {
            return new Entry(
                    pubkey,
                    name,
                    about,
                    picture,
                    announced,
                    active,
                    firstSeen,
                    lastSeen,
                    lastResultAt,
                    kinds,
                    responses,
                    feedback,
                    figures);
        }

        /** Whether it announces itself, and nothing came of it in the window. */
        public boolean silent() {
            return announced && responses + feedback == 0;
        }
    }

    /**
     * All DVMs of a window: those that said something in it, and those that announce themselves.
     *
     * @param time when the window ends
     * @param total how many there are
     * @param dvms those of them with most responses, {@value #LISTED} at most
     */
    public record All(Instant time, long total, List<Entry> dvms) {}

    /** @param time when it begins */
    public record Interval(Instant time, long responses, long feedback) {}

    /** How a DVM did the jobs of a kind that were requested in the window. */
    public record KindJobs(int kind, String title, JobFigures jobs) {}

    /** What is only told of a single DVM, beside its {@link Entry}. */
    public record Details(List<Interval> series, List<KindJobs> kinds, List<DvmNetwork.Anomaly> anomalies) {}

    private static final int LISTED = 5_000;

    private static final String ENTRIES = """
            with spoke as (
                select pubkey, sum(responses)::bigint as responses, sum(feedback)::bigint as feedback from (
                    select pubkey, count(*) as responses, 0 as feedback from job_result
                    where kind between 6000 and 6999 and created_at > ? and created_at <= ?%1$s group by pubkey
                    union all
                    select pubkey, 0, count(*) from job_feedback where created_at > ? and created_at <= ?%1$s group by pubkey
                ) as one group by pubkey
            ), listed as (
                select dvm.*, coalesce(responses, 0) as responses, coalesce(feedback, 0) as feedback, count(*) over () as total
                from dvm left join spoke using (pubkey) where %2$s
                order by responses desc nulls last, feedback desc nulls last, last_seen desc, pubkey limit ?
            )
            select listed.*, coalesce(listed.name, display_name, profile.name) as called,
                   coalesce(listed.about, profile.about) as says, coalesce(listed.picture, profile.picture) as face,
                   (select array_agg(kind order by kind) from dvm_kind where dvm_kind.pubkey = listed.pubkey) as kinds
            from listed left join profile using (pubkey)
            order by responses desc, feedback desc, last_seen desc, pubkey""";

    private static final String SERIES = """
            select interval, sum(first)::bigint as first, sum(second)::bigint as second from (
                select created_at / ? as interval, count(*) as first, 0 as second from job_result
                where pubkey = ? and kind between 6000 and 6999 and created_at > ? and created_at <= ? group by interval
                union all
                select created_at / ? as interval, 0, count(*) from job_feedback
                where pubkey = ? and created_at > ? and created_at <= ? group by interval) as one
            group by interval""";

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    public Dvms() {}

    Dvms(Database database) {
        this.database = database;
        titles = new KindTitles(database);
    }

    /** Reads all rows of the window: whoever shows it remembers the answer. */
    public All all(JobWindow window, Instant now) {
        long end = now.getEpochSecond();
        long begin = window.begin(end);
        long[] total = {0};
        database.sortInMemory();
        List<Entry> entries = database.query(
                ENTRIES.formatted("", "spoke.pubkey is not null or announced_at is not null"),
                row -> {
                    total[0] = row.getLong("total");
                    return entry(row);
                },
                begin,
                end,
                begin,
                end,
                LISTED);
        Map<Object, JobFigures> figures = new JobMeasures(database)
                .read(
                        JobMeasures.By.DVM,
                        window,
                        end,
                        "and pubkey in (select unnest(?))",
                        Column.of("bytea", entries, Entry::pubkey));
        return new All(
                now,
                total[0],
                entries.stream()
                        .map(entry -> entry.with(figures.getOrDefault(entry.pubkey(), JobFigures.NONE)))
                        .toList());
    }

    /** One of them, also where it is silent; empty for a key that is no DVM. */
    public Optional<Entry> find(Bytes pubkey, JobWindow window, Instant now) {
        long end = now.getEpochSecond();
        long begin = window.begin(end);
        Optional<Entry> found = database.find(
                ENTRIES.formatted(" and pubkey = ?", "dvm.pubkey = ?"),
                Dvms::entry,
                begin,
                end,
                pubkey,
                begin,
                end,
                pubkey,
                pubkey,
                1);
        return found.map(entry -> entry.with(new JobMeasures(database)
                .read(JobMeasures.By.DVM, window, end, "and pubkey = ?", pubkey)
                .getOrDefault(pubkey, JobFigures.NONE)));
    }

    /** What it did over time, by kind, and what was odd. */
    public Details details(Bytes pubkey, JobWindow window, Instant now) {
        long end = now.getEpochSecond();
        Map<Object, JobFigures> figures =
                new JobMeasures(database).read(JobMeasures.By.KIND_OF_DVM, window, end, "and pubkey = ?", pubkey);
        Map<Integer, String> called =
                titles.of(figures.keySet().stream().map(Integer.class::cast).toList());
        return new Details(
                new JobSeries(database, window, end).read(SERIES, pubkey, pubkey, Interval::new),
                figures.entrySet().stream()
                        .map(of -> new KindJobs((Integer) of.getKey(), called.get(of.getKey()), of.getValue()))
                        .sorted(Comparator.comparingLong(
                                        (KindJobs of) -> of.jobs().jobs())
                                .reversed()
                                .thenComparing(KindJobs::kind))
                        .toList(),
                Anomalies.read(database, pubkey, window, end));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Database.bytes(row, "pubkey"),
                row.getString("called"),
                row.getString("says"),
                row.getString("face"),
                row.getObject("announced_at") != null,
                row.getBoolean("active"),
                UnixTime.instant(row.getLong("first_seen")),
                UnixTime.instant(row.getLong("last_seen")),
                Database.time(row, "last_result_at"),
                kinds(row, "kinds"),
                row.getLong("responses"),
                row.getLong("feedback"),
                JobFigures.NONE);
    }

    private static List<Integer> kinds(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null
                ? List.of()
                : List.of((Integer[]) row.getArray(column).getArray());
    }
}
