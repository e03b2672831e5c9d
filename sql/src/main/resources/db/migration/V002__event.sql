-- Component ingest: every verified event, once, and on which relays it was seen.
--
-- Both tables are partitioned by the month of the event's created_at (UTC), so that a month can be dropped whole.
-- A sighting is the most frequent row there is (about five an event). It names the event by an 8-byte number instead of
-- its 32-byte id, and the number carries the month: number = month << 40 | serial, month counted from 1970-01.
-- So event_relay is partitioned by the number alone. See docs/decisions/0002.
create sequence event_serial cache 1000;

create table event (
    created_at    bigint  not null,
    number        bigint  not null,
    kind          integer not null,
    id            bytea   not null,
    pubkey        bytea   not null,
    sig           bytea   not null,
    tags          json    not null,
    content       text,
    content_bytes bytea,
    primary key (id, created_at),
    constraint event_has_one_content check (num_nonnulls(content, content_bytes) = 1)
) partition by range (created_at);

-- Newest first, and what is older than a cutoff.
create index event_created_at on event (created_at, id);
-- An author's events, and the author's first and last.
create index event_pubkey on event (pubkey, created_at);

comment on table  event               is 'Verified events, never changed. Written by component ingest.';
comment on column event.created_at    is 'Unix seconds, as signed.';
comment on column event.number        is 'month << 40 | serial; what event_relay names the event by.';
comment on column event.tags          is 'JSON array of arrays of strings, as signed.';
comment on column event.content       is 'As signed; null if it holds U+0000, which text cannot.';
comment on column event.content_bytes is 'The content in UTF-8 where content is null.';

create table event_relay (
    number   bigint      not null,
    seen_at  timestamptz not null,
    relay_id integer     not null,
    primary key (number, relay_id)
) partition by range (number);
comment on table  event_relay         is 'Which relay delivered which event, and when first. Written by component ingest.';
comment on column event_relay.number  is 'event.number.';
comment on column event_relay.seen_at is 'When this relay first delivered it.';

-- Whatever lies outside the months that have a partition: forged dates, mostly.
create table event_other partition of event default;
create table event_relay_other partition of event_relay default;

-- Makes the partitions of one month, moving rows that already lie in the default partitions. Answers false if they are
-- there already.
create function create_event_partition(month date) returns boolean
    language plpgsql as
$$
declare
    first_day     date   := date_trunc('month', month);
    from_time     bigint := extract(epoch from first_day::timestamp at time zone 'UTC');
    to_time       bigint := extract(epoch from (first_day + interval '1 month') at time zone 'UTC');
    month_number  bigint := (extract(year from first_day) - 1970) * 12 + extract(month from first_day) - 1;
    from_number   bigint := month_number << 40;
    to_number     bigint := (month_number + 1) << 40;
    suffix        text   := to_char(first_day, 'YYYYMM');
    event_part    text   := 'event_' || suffix;
    relay_part    text   := 'event_relay_' || suffix;
begin
    if to_regclass(event_part) is not null then
        return false;
    end if;
    execute format('create table %I (like event including all)', event_part);
    execute format('create table %I (like event_relay including all)', relay_part);
    execute format(
        'with moved as (delete from event_other where created_at >= %s and created_at < %s returning *)
         insert into %I select * from moved', from_time, to_time, event_part);
    execute format(
        'with moved as (delete from event_relay_other where number >= %s and number < %s returning *)
         insert into %I select * from moved', from_number, to_number, relay_part);
    execute format('alter table event attach partition %I for values from (%s) to (%s)', event_part, from_time, to_time);
    execute format('alter table event_relay attach partition %I for values from (%s) to (%s)',
                   relay_part, from_number, to_number);
    return true;
end
$$;
comment on function create_event_partition(date) is 'Makes the partitions of event and event_relay for the month of this day.';

-- From the month of the first Nostr events to three months ahead; the server makes the later ones.
do
$$
begin
    perform create_event_partition(month::date)
    from generate_series(date '2020-11-01', date_trunc('month', now() + interval '3 months')::date,
                         interval '1 month') as month;
end
$$;
