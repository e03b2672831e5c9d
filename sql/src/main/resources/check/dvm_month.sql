-- What component dvm keeps of open months, against its rows of requests, results, feedback and what became of them. Answers the
-- rows that differ; none if all is right. Months that wait for the job monthly-rollup are left out. Closed months cannot be
-- compared any more: their jobs are gone.
with month as (
    select month, extract(epoch from begin)::bigint as from_at, extract(epoch from begin + interval '1 month')::bigint as to_at
    from (select month, make_timestamp(month / 100, month % 100, 1, 0, 0, 0) as begin from dvm_month
          where closed_at is null and not dirty and month not in (select month from dvm_month_change)) as open
), request as materialized (
    select month, event_id, kind, pubkey, created_at from month join job_request on created_at >= from_at and created_at < to_at
), result as materialized (
    select month, kind - 1000 as kind, pubkey, created_at from month join job_result on created_at >= from_at and created_at < to_at
), feedback as materialized (
    select month, pubkey, created_at, status from month join job_feedback on created_at >= from_at and created_at < to_at
), answered as materialized (
    select month, request.kind, request.pubkey as customer, job_answer.pubkey, request_id, results, paid_msat
    from request join job_answer on request_id = event_id where results > 0 or paid_msat > 0
), said as (
    select month, pubkey, created_at from result union all select month, pubkey, created_at from feedback
), right_month as (
    select month,
           (select count(*) from request where request.month = month.month),
           (select count(*) from result where result.month = month.month),
           (select count(*) from feedback where feedback.month = month.month),
           (select count(*) from feedback where feedback.month = month.month and status = 'error'),
           (select count(distinct pubkey) from request where request.month = month.month),
           (select count(distinct pubkey) from said where said.month = month.month),
           (select count(distinct kind) from (select month, kind from request union select month, kind from result) as job
            where job.month = month.month),
           (select count(distinct request_id) from answered where answered.month = month.month and results > 0),
           (select coalesce(sum(paid_msat), 0)::bigint from answered where answered.month = month.month)
    from month
), stored_month as (
    select month, requests, results, feedbacks, errors, users, dvms, kinds, answered, paid_msat
    from dvm_month join month using (month)
), right_kind as (
    select month, kind,
           (select count(*) from request where request.month = job.month and request.kind = job.kind),
           (select count(*) from result where result.month = job.month and result.kind = job.kind),
           (select count(distinct pubkey) from request where request.month = job.month and request.kind = job.kind),
           (select count(distinct pubkey) from result where result.month = job.month and result.kind = job.kind),
           (select count(distinct request_id) from answered
            where answered.month = job.month and answered.kind = job.kind and results > 0),
           (select coalesce(sum(paid_msat), 0)::bigint from answered where answered.month = job.month and answered.kind = job.kind)
    from (select month, kind from request union select month, kind from result) as job
), stored_kind as (
    select month, kind, requests, results, users, dvms, answered, paid_msat from dvm_month_kind join month using (month)
), right_dvm as (
    select month, pubkey,
           (select count(*) from result where result.month = seen.month and result.pubkey = seen.pubkey),
           (select count(*) from feedback where feedback.month = seen.month and feedback.pubkey = seen.pubkey),
           (select count(*) from feedback
            where feedback.month = seen.month and feedback.pubkey = seen.pubkey and status = 'error'),
           (select count(*) from answered where answered.month = seen.month and answered.pubkey = seen.pubkey and results > 0),
           (select count(distinct customer) from answered
            where answered.month = seen.month and answered.pubkey = seen.pubkey and results > 0),
           (select coalesce(sum(paid_msat), 0)::bigint from answered
            where answered.month = seen.month and answered.pubkey = seen.pubkey),
           (select min(created_at) from said where said.month = seen.month and said.pubkey = seen.pubkey),
           (select max(created_at) from said where said.month = seen.month and said.pubkey = seen.pubkey)
    from (select month, pubkey from said union select month, pubkey from answered) as seen
), stored_dvm as (
    select month, pubkey, results, feedbacks, errors, answered, customers, paid_msat, first_at, last_at
    from dvm_month_dvm join month using (month)
), right_service as (
    select month, pubkey, kind, count(*), min(created_at), max(created_at) from result group by month, pubkey, kind
), stored_service as (
    select month, pubkey, kind, results, first_at, last_at from dvm_month_service join month using (month)
), right_user as (
    select month, pubkey, count(*), min(created_at) from request group by month, pubkey
), stored_user as (
    select month, pubkey, requests, first_at from dvm_month_user join month using (month)
)
select 'dvm_month' as "table", 'stored' as what, t::text as row from (table stored_month except table right_month) as t
union all
select 'dvm_month_kind', 'stored', t::text from (table stored_kind except table right_kind) as t
union all
select 'dvm_month_kind', 'right', t::text from (table right_kind except table stored_kind) as t
union all
select 'dvm_month_dvm', 'stored', t::text from (table stored_dvm except table right_dvm) as t
union all
select 'dvm_month_dvm', 'right', t::text from (table right_dvm except table stored_dvm) as t
union all
select 'dvm_month_service', 'stored', t::text from (table stored_service except table right_service) as t
union all
select 'dvm_month_service', 'right', t::text from (table right_service except table stored_service) as t
union all
select 'dvm_month_user', 'stored', t::text from (table stored_user except table right_user) as t
union all
select 'dvm_month_user', 'right', t::text from (table right_user except table stored_user) as t
order by 1, 3, 2;
