-- What component dvm says became of jobs, and who does them, against its rows of requests, results, feedback, announcements and
-- against zaps. Answers the rows that differ; none if all is right. What has just changed is written seconds later by a timer:
-- jobs and keys that wait for that are left out. What is dated more than 15 minutes ahead does not count yet. Whom closed months
-- know was seen then, though nothing else is kept of it.
with present as (
    select extract(epoch from now())::bigint as now, extract(epoch from now())::bigint + 900 as horizon
), waiting as materialized (
    select request_id from job_change
    union select request_id from job_result join job_payment_change on id in (event_id, payment_hash)
    union select request_id from job_feedback join job_payment_change on id in (event_id, payment_hash)
    union select request_id from job_payment join job_payment_change on id = payment_hash
    union select request_id from job_due, present where due_at <= now
), waiting_dvm as materialized (
    select pubkey from dvm_change union select pubkey from dvm_due, present where due_at <= now
), request as materialized (
    select event_id as request_id, kind, pubkey as customer, created_at as requested_at, targets
    from job_request, present where created_at <= horizon
), answer as materialized (
    select request_id, pubkey, event_id, created_at, kind as result_kind, null as status, amount_msat, bad_amount, payment_hash
    from job_result where request_id is not null
    union all
    select request_id, pubkey, event_id, created_at, null, status, amount_msat, bad_amount, payment_hash
    from job_feedback where request_id is not null
), ranked as (
    select answer.*, dense_rank() over (partition by request_id order by pubkey) as dvm_place,
           row_number() over (partition by request_id, pubkey, result_kind is null order by created_at, event_id) as place
    from answer
), looked_at as materialized (
    select ranked.*, request.kind, customer, requested_at,
           coalesce(result_kind <> kind + 1000, false) as is_mismatch,
           coalesce(created_at < requested_at - 600, false) as is_early, coalesce(pubkey = customer, false) as is_own
    from present cross join ranked left join request using (request_id)
    where dvm_place <= 500 and place <= 101 and created_at <= horizon
), judged as (
    select *, place <= 100 and not is_mismatch and not is_early and not is_own as counts from looked_at
), asked as (
    select distinct on (payment_hash, pubkey) payment_hash, pubkey, request_id
    from (select payment_hash, pubkey, request_id, created_at, event_id from job_result
          union all select payment_hash, pubkey, request_id, created_at, event_id from job_feedback) as every_answer
    where payment_hash is not null order by payment_hash, pubkey, created_at, event_id
), right_payment as (
    select payment_hash, request_id
    from asked join zap on payment = payment_hash and recipient = asked.pubkey
    where counts and verdict <> 'suspicious' and request_id is not null and (target_id is null or target_id = request_id)
), paid as (
    select request_id, pubkey, sum(amount_msat)::bigint as msat from (
        select judged.request_id, judged.pubkey, receipt_id, zap.amount_msat
        from judged join zap on target_id = event_id and recipient = pubkey
        where judged.counts and zap.counts and verdict <> 'suspicious' and sender <> pubkey
        union
        select request_id, recipient, receipt_id, amount_msat from right_payment join zap on payment = payment_hash
        where counts and verdict <> 'suspicious' and sender <> recipient) as zapped
    group by request_id, pubkey
), told as (
    select request_id, pubkey, min(result_kind) filter (where counts) - 1000 as result_kind,
           min(created_at) filter (where counts and result_kind is null) as first_feedback_at,
           min(created_at) filter (where counts and result_kind is not null) as first_result_at,
           count(*) filter (where counts and result_kind is not null)::integer as results,
           count(*) filter (where counts and result_kind is null)::integer as feedbacks,
           count(*) filter (where counts and status = 'error')::integer as errors,
           coalesce(bool_or(status = 'payment-required') filter (where counts), false) as paywalled,
           (array_agg(status order by created_at desc, event_id desc) filter (where counts and result_kind is null))[1] as status,
           max(amount_msat) filter (where counts) as asked_msat,
           array_remove(array[
               case when bool_or(bad_amount and place <= 100) then 'bad-amount' end,
               case when bool_or(is_early and place <= 100) then 'before-request' end,
               case when bool_or(place > 100) then 'flood' end,
               case when bool_or(is_mismatch and place <= 100) then 'kind-mismatch' end,
               case when bool_or(is_own and place <= 100) then 'self-answer' end,
               case when bool_or(status = 'unknown' and place <= 100) then 'unknown-status' end], null) as anomalies
    from judged group by request_id, pubkey
), pair as (
    select request_id, pubkey from told
    union
    select request_id, target from request cross join unnest(targets) as target
), right_answer as (
    select request_id, pair.pubkey, coalesce(request.kind, result_kind) as kind, customer, requested_at,
           coalesce(pair.pubkey = any (targets), false) as targeted, first_feedback_at, first_result_at,
           coalesce(results, 0) as results, coalesce(feedbacks, 0) as feedbacks, coalesce(errors, 0) as errors,
           coalesce(paywalled, false) as paywalled, status, asked_msat,
           case when results + feedbacks > 0 then coalesce(msat, 0) else 0 end as paid_msat,
           coalesce(anomalies, '{}') as anomalies
    from pair left join request using (request_id) left join told using (request_id, pubkey) left join paid using (request_id, pubkey)
    where request_id not in (select request_id from waiting where request_id is not null)
), stored_answer as (
    select * from job_answer where request_id not in (select request_id from waiting where request_id is not null)
), right_job as (
    select request_id, request.kind, request.customer, request.requested_at,
           case when sum(results) > 0 then 'answered'
                else coalesce((array['unknown', 'encrypted', 'error', 'payment-required', 'processing', 'partial', 'success'])
                              [max(array_position(array['unknown', 'encrypted', 'error', 'payment-required', 'processing',
                                                        'partial', 'success'], status))], 'requested') end,
           count(*) filter (where results + feedbacks > 0), coalesce(sum(results), 0), coalesce(sum(feedbacks), 0),
           min(first_feedback_at), min(first_result_at), min(asked_msat), coalesce(sum(paid_msat), 0)
    from request left join right_answer using (request_id)
    where request_id not in (select request_id from waiting where request_id is not null)
    group by request_id, request.kind, request.customer, request.requested_at
), stored_job as (
    select request_id, kind, pubkey, created_at, state, dvms, results, feedbacks, first_feedback_at, first_result_at, asked_msat,
           paid_msat
    from job where request_id not in (select request_id from waiting where request_id is not null)
), offer as (
    select pubkey, created_at, event_id, name, about, picture, kinds
    from dvm_announcement, present where kind = 31990 and kinds <> '{}' and created_at <= horizon
), seen as (
    select pubkey, created_at, true as is_result from job_result, present where created_at <= horizon
    union all select pubkey, created_at, false from job_feedback, present where created_at <= horizon
    union all select pubkey, created_at, false from offer
    union all
    select pubkey, unnest(array[first_at, last_at]), false
    from dvm_month_dvm join dvm_month using (month) where closed_at is not null and first_at is not null
    union all
    select pubkey, unnest(array[first_at, last_at]), true
    from dvm_month_service join dvm_month using (month) where closed_at is not null
), newest as (
    select distinct on (pubkey) * from offer order by pubkey, created_at desc, event_id desc
), right_dvm as (
    select seen.pubkey, min(seen.created_at), max(seen.created_at), min(seen.created_at) filter (where is_result),
           max(seen.created_at) filter (where is_result), newest.created_at, name, about, picture
    from seen left join newest using (pubkey) where pubkey not in (select pubkey from waiting_dvm)
    group by seen.pubkey, newest.created_at, name, about, picture
), stored_dvm as (
    select pubkey, first_seen, last_seen, first_result_at, last_result_at, announced_at, name, about, picture
    from dvm where pubkey not in (select pubkey from waiting_dvm)
), served as (
    select pubkey, kind, min(created_at) as first_result_at, max(created_at) as last_result_at
    from (select pubkey, kind - 1000 as kind, created_at from job_result, present where created_at <= horizon
          union all
          select pubkey, kind, unnest(array[first_at, last_at])
          from dvm_month_service join dvm_month using (month) where closed_at is not null) as result
    group by pubkey, kind
), announced as (
    select distinct pubkey, kind from offer cross join unnest(kinds) as kind
), right_kind as (
    select pubkey, kind, announced.pubkey is not null, first_result_at, last_result_at
    from served full join announced using (pubkey, kind) where pubkey not in (select pubkey from waiting_dvm)
), stored_kind as (
    select pubkey, kind, announced, first_result_at, last_result_at
    from dvm_kind where pubkey not in (select pubkey from waiting_dvm)
), stored_payment as (
    select payment_hash, request_id from job_payment where payment_hash not in (select id from job_payment_change)
), settled_payment as (
    select * from right_payment where payment_hash not in (select id from job_payment_change)
)
select 'job' as "table", 'stored' as what, t::text as row from (table stored_job except table right_job) as t
union all
select 'job', 'right', t::text from (table right_job except table stored_job) as t
union all
select 'job_answer', 'stored', t::text from (table stored_answer except table right_answer) as t
union all
select 'job_answer', 'right', t::text from (table right_answer except table stored_answer) as t
union all
select 'job_payment', 'stored', t::text from (table stored_payment except table settled_payment) as t
union all
select 'job_payment', 'right', t::text from (table settled_payment except table stored_payment) as t
union all
select 'dvm', 'stored', t::text from (table stored_dvm except table right_dvm) as t
union all
select 'dvm', 'right', t::text from (table right_dvm except table stored_dvm) as t
union all
select 'dvm_kind', 'stored', t::text from (table stored_kind except table right_kind) as t
union all
select 'dvm_kind', 'right', t::text from (table right_kind except table stored_kind) as t
order by 1, 3, 2;
