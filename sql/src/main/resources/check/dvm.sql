-- What component dvm says of requests, results, feedback, announcements and titles, against the stored events. Answers the rows
-- that differ; none if all is right. What became of jobs is in dvm_answer.sql. SQL reads no invoices and verifies no signatures:
-- amounts with an invoice and payment hashes are not compared, and a request in a tag is taken for genuine if it was. Texts
-- are compared where they are short and plain. Kinds that are excluded by default must have no rows.
with event_tag as not materialized (
    -- U+0000, which text cannot hold, is replaced.
    select id, kind, place, tag
    from event cross join json_array_elements(
        case when tags::text ~ '\\u0000' then regexp_replace(tags::text, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::json
             else tags end) with ordinality as t (tag, place)
    where kind between 5000 and 7000 or kind in (31990, 11316, 11999, 30818)
), closed as (
    -- Of jobs that are dated in closed months no rows are kept, or they are being deleted.
    select extract(epoch from begin)::bigint as from_at, extract(epoch from begin + interval '1 month')::bigint as to_at
    from (select make_timestamp(month / 100, month % 100, 1, 0, 0, 0) as begin from dvm_month where closed_at is not null) as month
), job_event as (
    select * from event
    where kind between 5000 and 7000 and kind not in (5969, 6969, 5666, 6666, 5128, 6128)
          and not exists (select from closed where created_at >= from_at and created_at < to_at)
), first_tag as materialized (
    select distinct on (id, name) id, tag ->> 0 as name, tag
    from (select id, place, tag, tag ->> 0 as name from event_tag) as named
    where name in ('bid', 'amount', 'status', 'request', 'd', 'title', 'name', 'about', 'picture', 'image') order by id, name, place
), key_tag as materialized (
    select id, tag ->> 0 as name, place, decode(substr((tag -> 1)::text, 2, 64), 'hex') as key
    from event_tag where (tag -> 0)::text in ('"e"', '"p"') and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$'
), target as (
    select id, array_agg(key order by place) as keys
    from (select id, key, min(place) as place, row_number() over (partition by id order by min(place)) as rank
          from key_tag where name = 'p' group by id, key) as named where rank <= 20 group by id
), input as (
    select id, array_agg(key order by place) as keys
    from (select id, decode(tag ->> 1, 'hex') as key, min(place) as place
          from (select id, tag, place, row_number() over (partition by id order by place) as rank
                from event_tag where tag ->> 0 = 'i') as ranked
          where rank <= 20 and tag ->> 1 ~ '^[0-9a-f]{64}$' and lower(btrim(tag ->> 2)) = 'job' group by id, key) as named
    group by id
), encrypted as (
    select distinct id from event_tag where tag ->> 0 = 'encrypted'
), right_request as (
    select job_event.id, job_event.kind, pubkey, created_at, coalesce(target.keys, '{}') as targets,
           coalesce(input.keys, '{}') as inputs,
           (select btrim(tag ->> 1)::bigint from first_tag
            where first_tag.id = job_event.id and name = 'bid' and btrim(tag ->> 1) ~ '^[0-9]{1,18}$') as bid_msat,
           id in (select id from encrypted) as encrypted
    from job_event left join target using (id) left join input using (id) where job_event.kind < 6000
), stored_request as (
    select event_id, kind, pubkey, created_at, targets, inputs, bid_msat, encrypted from job_request
    where not exists (select from closed where created_at >= from_at and created_at < to_at)
), named as (
    select distinct on (id) id, key from key_tag where name = 'e' and key <> id order by id, place
), stored_answer as (
    select event_id, kind, pubkey, created_at, request_id, null as status, amount_msat, bad_amount, payment_hash from job_result
    where not exists (select from closed where created_at >= from_at and created_at < to_at)
    union all
    select event_id, 7000, pubkey, created_at, request_id, status, amount_msat, bad_amount, payment_hash from job_feedback
    where not exists (select from closed where created_at >= from_at and created_at < to_at)
), asked as (
    -- Null where an invoice may say something else.
    select id, case when coalesce(tag ->> 2, '') ~* '^\s*ln' then null else coalesce(btrim(tag ->> 1), '') end as text
    from first_tag where name = 'amount'
), right_answer as (
    select job_event.id, job_event.kind, job_event.pubkey, job_event.created_at,
           coalesce(named.key,
                    case when (select tag ->> 1 from first_tag where first_tag.id = job_event.id and name = 'request')
                              like '%"' || encode(stored.request_id, 'hex') || '"%' and job_event.kind < 7000
                         then stored.request_id end) as request_id,
           case when job_event.kind = 7000 then
               (select case when lower(btrim(tag ->> 1)) in ('payment-required', 'processing', 'partial', 'success', 'error')
                            then lower(btrim(tag ->> 1))
                            when tag ->> 1 is null and id in (select id from encrypted) then 'encrypted' else 'unknown' end
                from (select job_event.id) as own left join (select * from first_tag where name = 'status') as status using (id)) end
           as status,
           case when asked.id is null then null
                when asked.text is null then stored.amount_msat
                when asked.text ~ '^[0-9]{1,18}$' and asked.text::bigint <= 1000000000 then asked.text::bigint end as amount_msat,
           case when asked.id is null then false
                when asked.text is null then stored.bad_amount
                else not case when asked.text ~ '^[0-9]{1,18}$' then asked.text::bigint <= 1000000000 else false end end
           as bad_amount
    from job_event left join named using (id) left join asked using (id)
         left join stored_answer as stored on stored.event_id = job_event.id
    where job_event.kind >= 6000
), version as (
    select distinct on (pubkey, kind, d_hash) pubkey, kind, d_hash, id, created_at, content
    from event where kind in (31990, 11316, 11999, 30818) and d_hash is not null
    order by pubkey, kind, d_hash, created_at desc, id
), right_announcement as (
    select pubkey, kind, d_hash, id, created_at,
           array(select distinct (tag ->> 1)::integer from event_tag
                 where event_tag.id = version.id and tag ->> 0 = 'k' and tag ->> 1 ~ '^0?5[0-9]{3}$'
                       and (tag ->> 1)::integer not in (5969, 5666, 5128) order by 1) as kinds
    from version where kind <> 30818
), stored_announcement as (
    select pubkey, kind, d_hash, event_id, created_at, kinds from dvm_announcement
), content as (
    select pubkey, kind, d_hash, id,
           case when pg_input_is_valid(content, 'jsonb') and content is json object then content::json else '{}'::json end as fields
    from version where kind <> 30818 and (pg_input_is_valid(content, 'jsonb') or coalesce(content, '') !~ '^\s*{')
), written as (
    -- The first that is written, of each of the texts.
    select distinct on (pubkey, kind, d_hash, text_name) pubkey, kind, d_hash, text_name, btrim(text, E' \t\n\r') as text
    from (select content.*, text_name, rank, case when json_typeof(fields -> field) = 'string' then fields ->> field end as text
          from content cross join (values ('name', 1, 'name'), ('name', 2, 'display_name'), ('about', 1, 'about'),
                                          ('picture', 1, 'picture'), ('picture', 2, 'image')) as known (text_name, rank, field)
          union all
          select content.*, text_name, rank, (select tag ->> 1 from first_tag where first_tag.id = content.id and first_tag.name = tag_name)
          from content cross join (values ('name', 3, 'name'), ('about', 3, 'about'), ('picture', 3, 'picture'),
                                          ('picture', 4, 'image')) as known (text_name, rank, tag_name)
          union all
          select content.*, 'name', 4,
                 case when json_typeof(fields #> '{serverInfo,name}') = 'string' then fields #>> '{serverInfo,name}' end
          from content) as found
    where btrim(text, E' \t\n\r') <> '' order by pubkey, kind, d_hash, text_name, rank
), stored_text as (
    select pubkey, kind, d_hash, text_name, text
    from dvm_announcement cross join lateral (values ('name', name), ('about', about), ('picture', picture)) as t (text_name, text)
    where text is not null and (pubkey, kind, d_hash) in (select pubkey, kind, d_hash from content)
), wrong_text as (
    select pubkey, kind, d_hash, text_name, written.text as "right", stored_text.text as stored
    from written full join stored_text using (pubkey, kind, d_hash, text_name)
    where written.text is distinct from stored_text.text
          and coalesce(written.text, '') ~ '^[ -~]{0,90}$' and coalesce(stored_text.text, '') ~ '^[ -~]{0,90}$'
), right_title as (
    select pubkey, d_hash, version.id, created_at, substr(d.tag ->> 1, 6, 4)::integer as kind,
           btrim(regexp_replace(btrim(regexp_replace(coalesce(title.tag ->> 1, ''), '\s+', ' ', 'g')),
                                '^nostr dvm kind \d{1,5}(/\d{1,5})? ?(-( |$)|$)', '', 'i')) as title
    from version join first_tag as d on d.id = version.id and d.name = 'd' and d.tag ->> 1 ~ '^kind[:-][56][0-9]{3}$'
         left join first_tag as title on title.id = version.id and title.name = 'title'
    where kind = 30818
), stored_title as (
    select pubkey, d_hash, event_id, created_at, kind, title from kind_title
), wrong_title as (
    select pubkey, d_hash, stored.event_id, stored.title as stored, article.id, article.title as "right"
    from stored_title as stored full join right_title as article using (pubkey, d_hash)
    where (stored.event_id, stored.created_at, stored.kind) is distinct from (article.id, article.created_at, article.kind)
          or stored.title <> article.title and article.title ~ '^[ -~]{0,90}$'
)
select 'job_request' as "table", 'stored' as what, t::text as row from (table stored_request except table right_request) as t
union all
select 'job_request', 'right', t::text from (table right_request except table stored_request) as t
union all
select 'job_result or job_feedback', 'stored', t::text
from (select event_id, kind, pubkey, created_at, request_id, status, amount_msat, bad_amount from stored_answer
      except table right_answer) as t
union all
select 'job_result or job_feedback', 'right', t::text
from (table right_answer
      except select event_id, kind, pubkey, created_at, request_id, status, amount_msat, bad_amount from stored_answer) as t
union all
select 'dvm_announcement', 'stored', t::text from (table stored_announcement except table right_announcement) as t
union all
select 'dvm_announcement', 'right', t::text from (table right_announcement except table stored_announcement) as t
union all
select 'dvm_announcement', 'text', wrong_text::text from wrong_text
union all
select 'kind_title', 'differs', wrong_title::text from wrong_title
order by 1, 3, 2;
