package org.nostrobservatory.dvm;

import java.util.ArrayList;
import java.util.List;

/**
 * What jobs amounted to in a span of time, as SQL: the one place that says what is counted, for months that are kept and for
 * the running one. {@link #OF_SPAN} comes first, with {@link #span} as its parameters; the others are queries on it.
 *
 * <p>What is dated in the span counts there. Only whether a request was answered, and what was paid for it, is counted with
 * the request, whenever it came.
 */
final class MonthSql {

    /** Needs an index condition on kind, because the indexes by time begin with it. */
    private static final String KINDS_FROM = "kind = any (array(select generate_series(%d, %d)))";

    static final String OF_SPAN = """
            with request as materialized (
                select job_request.kind, job_request.pubkey, job_request.created_at,
                       coalesce(job.results, 0) > 0 as answered, coalesce(job.paid_msat, 0) as paid_msat
                from job_request
                left join (select request_id, results, paid_msat from job where created_at >= ? and created_at < ?) as job
                     on job.request_id = job_request.event_id
                where job_request.%s and job_request.created_at >= ? and job_request.created_at < ?
            ), result as materialized (
                select kind - 1000 as kind, pubkey, created_at from job_result
                where %s and created_at >= ? and created_at < ?
            ), feedback as materialized (
                select pubkey, created_at, status from job_feedback where created_at >= ? and created_at < ?
            ), answer as materialized (
                select pubkey, customer, results, paid_msat from job_answer
                where requested_at >= ? and requested_at < ? and (results > 0 or paid_msat > 0)
            ), of_kind as (
                select kind, coalesce(requests, 0) as requests, coalesce(results, 0) as results, coalesce(users, 0) as users,
                       coalesce(dvms, 0) as dvms, coalesce(answered, 0) as answered, coalesce(paid_msat, 0) as paid_msat
                from (select kind, count(*) as requests, count(distinct pubkey) as users,
                             count(*) filter (where answered) as answered, sum(paid_msat)::bigint as paid_msat
                      from request group by kind) as asked
                full join (select kind, count(*) as results, count(distinct pubkey) as dvms from result group by kind) as done
                using (kind)
            ), of_dvm as (
                select pubkey, coalesce(results, 0) as results, coalesce(feedbacks, 0) as feedbacks,
                       coalesce(errors, 0) as errors, coalesce(answered, 0) as answered, coalesce(customers, 0) as customers,
                       coalesce(paid_msat, 0) as paid_msat, first_at, last_at
                from (select pubkey, count(kind) as results, count(status) as feedbacks,
                             count(*) filter (where status = 'error') as errors, min(created_at) as first_at,
                             max(created_at) as last_at
                      from (select pubkey, created_at, kind, null as status from result
                            union all select pubkey, created_at, null, status from feedback) as said
                      group by pubkey) as said
                full join (select pubkey, count(*) filter (where results > 0) as answered,
                                  count(distinct customer) filter (where results > 0) as customers,
                                  sum(paid_msat)::bigint as paid_msat
                           from answer group by pubkey) as done
                using (pubkey)
            ), of_service as (
                select pubkey, kind, count(*) as results, min(created_at) as first_at, max(created_at) as last_at
                from result group by pubkey, kind
            ), of_user as (
                select pubkey, count(*) as requests, min(created_at) as first_at from request group by pubkey
            )""".formatted(KINDS_FROM.formatted(5000, 5999), KINDS_FROM.formatted(6000, 6999));

    /** Columns of {@code dvm_month}, from columns as in its sister tables. */
    static final String TOTALS = """
            select asked.requests, asked.results, said.feedbacks, said.errors, users.users, said.dvms, asked.kinds,
                   asked.answered, asked.paid_msat
            from (select coalesce(sum(requests), 0)::bigint as requests, coalesce(sum(results), 0)::bigint as results,
                         coalesce(sum(answered), 0)::bigint as answered, coalesce(sum(paid_msat), 0)::bigint as paid_msat,
                         count(*) as kinds
                  from of_kind) as asked,
                 (select coalesce(sum(feedbacks), 0)::bigint as feedbacks, coalesce(sum(errors), 0)::bigint as errors,
                         count(first_at) as dvms
                  from of_dvm) as said,
                 (select count(*) as users from of_user) as users""";

    private MonthSql() {}

    /**
     * Parameters of {@link #OF_SPAN}.
     *
     * @param from unix second
     * @param to the first one after it
     * @param more what follows
     */
    static Object[] span(long from, long to, Object... more) {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            parameters.add(from);
            parameters.add(to);
        }
        parameters.addAll(List.of(more));
        return parameters.toArray();
    }
}
