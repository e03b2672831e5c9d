-- What component network says, against the stored events. Answers the rows that differ; none if all is right. What the overview
-- said in the past (network_snapshot) follows from no event that is stored now, and is not compared.
with right_author as (
    select pubkey, min(created_at), max(created_at), count(*), sum(case when kind = 1 then 1 else 0 end),
           min(case when kind = 1 then created_at end), max(case when kind = 1 then created_at end)
    from event group by pubkey
), right_kind as (
    select kind, count(*) from event group by kind
), right_minute as (
    select 60 * (created_at / 60),
           sum(case when kind = 1 then 1 else 0 end),
           sum(case when kind = 7 then 1 else 0 end),
           sum(case when kind = 6 or kind = 16 then 1 else 0 end),
           sum(case when kind = 9735 then 1 else 0 end),
           sum(case when kind = any ('{1,6,7,16,9735}') then 0 else 1 end)
    from event group by created_at / 60
), stored_author as (
    select pubkey, first_event_at, last_event_at, events, notes, first_note_at, last_note_at from author
), stored_kind as (
    select kind, events from kind_total where events <> 0
), stored_minute as (
    select minute, notes, reactions, reposts, zaps, other from activity_minute
)
select 'author' as "table", 'stored' as what, t::text as row
from (table stored_author except table right_author) as t
union all
select 'author', 'right', t::text from (table right_author except table stored_author) as t
union all
select 'kind_total', 'stored', t::text from (table stored_kind except table right_kind) as t
union all
select 'kind_total', 'right', t::text from (table right_kind except table stored_kind) as t
union all
select 'activity_minute', 'stored', t::text from (table stored_minute except table right_minute) as t
union all
select 'activity_minute', 'right', t::text from (table right_minute except table stored_minute) as t
union all
select 'author_total', 'right', authors::text
from (select count(*) as authors from author) as counted where authors is distinct from (select authors from author_total)
order by 1, 3, 2;
