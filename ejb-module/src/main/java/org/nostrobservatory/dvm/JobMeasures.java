package org.nostrobservatory.dvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nostrobservatory.schema.Database;

/** Computes {@link JobFigures} of a window from {@code job} and {@code job_answer}: one pass over the jobs, one over the answers. */
final class JobMeasures {

    /** What figures are told apart by, and where the jobs of each stand. */
    enum By {
        /** All together, under one key, null. */
        NOTHING("0", JOBS),
        /** The kind of the request. */
        KIND("kind", JOBS),
        /** The kind of the request, of what DVMs did: not of each job once. */
        KIND_OF_DVM("kind", DVM_JOBS),
        /** The DVM. */
        DVM("pubkey", DVM_JOBS);

        private final String key;
        private final String jobs;

        By(String key, String jobs) {
            this.key = key;
            this.jobs = jobs;
        }

        private Object key(ResultSet row) throws SQLException {
            return switch (this) {
                case NOTHING -> null;
                case KIND, KIND_OF_DVM -> row.getInt("key");
                case DVM -> Database.bytes(row, "key");
            };
        }
    }

    private record Answers(long count, Double errorShare, Double paywallShare, Long medianAsked) {

        static final Answers NONE = new Answers(0, null, null, null);
    }

    /** Each job once. */
    private static final String JOBS = """
            %s as key, pubkey as customer, created_at as at, first_feedback_at, first_result_at, paid_msat
            from job where created_at > ? and created_at <= ?""";

    /** Each job by each DVM that it named, or that said something that counts. */
    private static final String DVM_JOBS = """
            %s as key, customer, requested_at as at, first_feedback_at, first_result_at, paid_msat
            from job_answer where requested_at > ? and requested_at <= ? and (targeted or results + feedbacks > 0)""";

    /** Quantiles by counting equal values, of which there are few: sorting all of them takes five times as long. */
    private static final String MEASURED = """
            with chosen as materialized (
                select %s
            ), counted as (
                select key, count(*) as jobs, count(first_result_at) as answered, %s,
                       least(sum(paid_msat), 9223372036854775807)::bigint as earned
                from chosen group by key
            ), customer as (
                select key, count(*) as customers
                from (select key, customer from chosen group by key, customer) as one group by key
            ), latency as (
                select key, measure, seconds, count(*) as times
                from chosen cross join lateral
                    (values (1, greatest(first_feedback_at - at, 0)), (2, greatest(first_result_at - at, 0)))
                    as measured (measure, seconds)
                where case measure when 1 then first_feedback_at else first_result_at end is not null
                group by key, measure, seconds
            ), ranked as (
                select key, measure, seconds, sum(times) over (partition by key, measure order by seconds)::bigint as upto,
                       sum(times) over (partition by key, measure)::bigint as count
                from latency
            ), quantile as (
                select key, measure, min(count) as count, min(seconds) filter (where upto > count / 2) as p50,
                       min(seconds) filter (where upto > count * 95 / 100) as p95
                from ranked group by key, measure
            )
            select counted.*, customers,
                   coalesce(feedback.count, 0) as feedback_count, feedback.p50 as feedback_p50, feedback.p95 as feedback_p95,
                   coalesce(result.count, 0) as result_count, result.p50 as result_p50, result.p95 as result_p95
            from counted join customer using (key)
            left join quantile as feedback on feedback.key = counted.key and feedback.measure = 1
            left join quantile as result on result.key = counted.key and result.measure = 2""";

    private static final String ANSWERS = """
            with chosen as materialized (
                select %1$s as key, errors > 0 as failed, paywalled, asked_msat
                from job_answer
                where requested_at > ? and requested_at <= ? and results + feedbacks > 0%2$s
            ), counted as (
                select key, count(*) as answers, count(*) filter (where failed) as failed,
                       count(*) filter (where paywalled) as paywalled
                from chosen group by key
            ), asked as (
                select key, asked_msat, count(*) as times from chosen where asked_msat is not null group by key, asked_msat
            ), ranked as (
                select key, asked_msat, sum(times) over (partition by key order by asked_msat)::bigint as upto,
                       sum(times) over (partition by key)::bigint as count
                from asked
            ), median as (
                select key, min(asked_msat) filter (where upto > count / 2) as asked from ranked group by key
            )
            select counted.*, asked from counted left join median using (key)""";

    private static final String WITHIN = JobFigures.EXPECTED_SECONDS.stream()
            .map(seconds -> """
                    count(*) filter (where at <= ? - %1$d) as due%1$d,
                    count(*) filter (where at <= ? - %1$d and first_result_at <= at + %1$d) as in%1$d""".formatted(seconds))
            .collect(Collectors.joining(", "));

    private final Database database;

    JobMeasures(Database database) {
        this.database = database;
    }

    /**
     * The figures of each key that has a job in the window.
     *
     * @param condition narrows the rows of both tables down: begins with {@code and}, or is empty
     * @param parameters of the condition
     */
    Map<Object, JobFigures> read(By by, JobWindow window, long now, String condition, Object... parameters) {
        String narrowed = condition.isEmpty() ? "" : " " + condition;
        List<Object> chosen = new ArrayList<>(List.of(window.begin(now), now));
        chosen.addAll(List.of(parameters));
        Map<Object, Answers> answers = new HashMap<>();
        database.query(
                ANSWERS.formatted(by.key, narrowed), row -> answers.put(by.key(row), answers(row)), chosen.toArray());
        JobFigures.EXPECTED_SECONDS.forEach(seconds -> chosen.addAll(List.of(now, now)));
        Map<Object, JobFigures> figures = new HashMap<>();
        database.query(
                MEASURED.formatted(by.jobs.formatted(by.key) + narrowed, WITHIN),
                row -> {
                    Object key = by.key(row);
                    return figures.put(key, figures(row, answers.getOrDefault(key, Answers.NONE)));
                },
                chosen.toArray());
        return figures;
    }

    private static Answers answers(ResultSet row) throws SQLException {
        long count = row.getLong("answers");
        return new Answers(
                count,
                JobFigures.share(row.getLong("failed"), count),
                JobFigures.share(row.getLong("paywalled"), count),
                Database.number(row, "asked"));
    }

    private static JobFigures figures(ResultSet row, Answers answers) throws SQLException {
        long jobs = row.getLong("jobs");
        long answered = row.getLong("answered");
        List<JobFigures.Within> within = new ArrayList<>();
        for (int seconds : JobFigures.EXPECTED_SECONDS) {
            within.add(new JobFigures.Within(
                    seconds, JobFigures.share(row.getLong("in" + seconds), row.getLong("due" + seconds))));
        }
        return new JobFigures(
                jobs,
                answered,
                JobFigures.share(answered, jobs),
                within,
                latency(row, "feedback"),
                latency(row, "result"),
                answers.count(),
                answers.errorShare(),
                answers.paywallShare(),
                answers.medianAsked(),
                row.getLong("earned"),
                row.getLong("customers"));
    }

    private static JobFigures.Latency latency(ResultSet row, String of) throws SQLException {
        return new JobFigures.Latency(
                row.getLong(of + "_count"), Database.number(row, of + "_p50"), Database.number(row, of + "_p95"));
    }
}
