-- What component ingest derives from the stored events: current versions, gift wraps, sightings. Answers the rows that differ;
-- none if all is right. A d tag with U+0000 cannot be read in SQL: its hash is believed.
with identifier as materialized (
    select id, (array_agg(tag -> 1 order by place))[1] as value
    from event cross join json_array_elements(tags) with ordinality as t (tag, place)
    where kind between 30000 and 39999 and (tag -> 0)::text = '"d"' group by id
), version as materialized (
    select pubkey, kind, id, created_at,
           case when value::text ~ '(?<!\\)(\\\\)*\\u0000' then d_hash
                when coalesce(value #>> '{}', '') = '' then ''::bytea
                else sha256(convert_to(value #>> '{}', 'UTF8')) end as d_hash
    from event left join identifier using (id)
    where kind in (0, 3) or kind between 10000 and 19999 or kind between 30000 and 39999
), right_hash as (
    select id, d_hash from version
), right_current as (
    select pubkey, kind, d_hash, id, created_at from version
    where not exists (select from version as better
                      where better.pubkey = version.pubkey and better.kind = version.kind
                            and better.d_hash = version.d_hash
                            and (better.created_at > version.created_at
                                 or better.created_at = version.created_at and better.id < version.id))
), right_wrap as (
    select distinct decode(substr((tag -> 1)::text, 2, 64), 'hex'), id, created_at
    from (select id, created_at, tag from event cross join json_array_elements(tags) as tag
          where kind = 1059 and (tag -> 0)::text = '"p"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$' offset 0) as named
), stored_hash as (
    select id, d_hash from event where d_hash is not null
), stored_current as (
    select pubkey, kind, d_hash, event_id, created_at from current_event
), stored_wrap as (
    select recipient, event_id, created_at from gift_wrap
)
select 'event' as "table", 'stored' as what, t::text as row
from (table stored_hash except table right_hash) as t
union all
select 'event', 'right', t::text from (table right_hash except table stored_hash) as t
union all
select 'current_event', 'stored', t::text from (table stored_current except table right_current) as t
union all
select 'current_event', 'right', t::text from (table right_current except table stored_current) as t
union all
select 'gift_wrap', 'stored', t::text from (table stored_wrap except table right_wrap) as t
union all
select 'gift_wrap', 'right', t::text from (table right_wrap except table stored_wrap) as t
union all
select 'event_relay', 'stored', t::text from (select number from event_relay except select number from event) as t
union all
select 'event', 'first delivery', id::text from event where relay_id is null or seen_at is null
order by 1, 3, 2;
