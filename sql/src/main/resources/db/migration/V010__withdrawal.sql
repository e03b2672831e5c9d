-- Component ingest: which version is current, and when an event expires. Both columns are a function of the row.
alter table event add column d_hash bytea, add column expires_at bigint;
comment on column event.d_hash     is 'Replaceable and addressable kinds (NIP-01): SHA-256 of the d tag''s value; empty where that is empty or missing.';
comment on column event.expires_at is 'Unix second from which on it is not to be shown (NIP-40); null for never.';

-- The next best version when the current one goes away, and the versions that an address names (NIP-09).
create index event_version on event (pubkey, kind, d_hash, created_at, id) where d_hash is not null;
create index event_expires_at on event (expires_at) where expires_at is not null;

-- Events that are there already. The text of tags is compared as JSON: a string with U+0000 cannot become text, so a d tag
-- with one stays without a hash, and its event without a place among the versions.
update event
set expires_at = (select case when (tag -> 1)::text ~ '^"[0-9]{1,18}"$' then (tag ->> 1)::bigint end
                  from json_array_elements(tags) with ordinality as t (tag, place)
                  where (tag -> 0)::text = '"expiration"' order by place limit 1)
where tags::text like '%"expiration"%';

update event
set d_hash = case
        when kind < 30000 then ''::bytea
        else coalesce((select case when (tag -> 1)::text like '%\\u0000%' then null
                                   when coalesce(tag ->> 1, '') = '' then ''::bytea
                                   else sha256(convert_to(tag ->> 1, 'UTF8')) end
                       from json_array_elements(tags) with ordinality as t (tag, place)
                       where (tag -> 0)::text = '"d"' order by place limit 1),
                      case when tags::text like '%"d"%\\u0000%' then null else ''::bytea end)
    end
where kind in (0, 3) or kind between 10000 and 19999 or kind between 30000 and 39999;

create table current_event (
    pubkey     bytea   not null,
    kind       integer not null,
    d_hash     bytea   not null,
    event_id   bytea   not null,
    created_at bigint  not null,
    primary key (pubkey, kind, d_hash)
);
comment on table  current_event        is 'The current version by address: newest created_at, at equal time the lowest id (NIP-01). Written by component ingest.';
comment on column current_event.d_hash is 'event.d_hash.';

insert into current_event (pubkey, kind, d_hash, event_id, created_at)
select distinct on (pubkey, kind, d_hash) pubkey, kind, d_hash, id, created_at
from event where d_hash is not null
order by pubkey, kind, d_hash, created_at desc, id;

create table gift_wrap (
    recipient  bytea  not null,
    event_id   bytea  not null,
    created_at bigint not null,
    primary key (recipient, event_id)
);
comment on table gift_wrap is 'Whom a stored gift wrap (kind 1059) is for: it goes when that key vanishes (NIP-62). Written by component ingest.';

insert into gift_wrap (recipient, event_id, created_at)
select distinct decode(trim('"' from (tag -> 1)::text), 'hex'), id, created_at
from event cross join json_array_elements(tags) as tag
where kind = 1059 and (tag -> 0)::text = '"p"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$';

-- Component withdrawal: what may not come in again. Kept for ever, whatever becomes of the requests themselves.
create table deleted_event (
    event_id bytea not null,
    pubkey   bytea not null,
    primary key (event_id, pubkey)
);
comment on table  deleted_event        is 'Events that a deletion request (NIP-09) names by id, stored or not. Written by component withdrawal.';
comment on column deleted_event.pubkey is 'Who asked for it: the request holds for events of that key alone.';

create table deleted_address (
    pubkey bytea   not null,
    kind   integer not null,
    d_hash bytea   not null,
    until  bigint  not null,
    primary key (pubkey, kind, d_hash)
);
comment on table  deleted_address       is 'Addresses that a deletion request (NIP-09) names. Written by component withdrawal.';
comment on column deleted_address.until is 'Versions with this created_at or an earlier one are gone.';

create table vanished_author (
    pubkey bytea  primary key,
    until  bigint not null
);
comment on table  vanished_author       is 'Keys that asked to vanish (NIP-62). Written by component withdrawal.';
comment on column vanished_author.until is 'Events with this created_at or an earlier one are gone.';

comment on column relay_outcome.outcome is
    'stored, duplicate, ephemeral, withdrawn (deleted or vanished), expired (on arrival), protected (NIP-70) or rejected: each event in one of these; future: stored, dated ahead.';
