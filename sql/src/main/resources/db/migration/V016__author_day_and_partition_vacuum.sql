-- What cost most when millions of events were there, see docs/decisions/0007.

-- Component network. While no indexed column changes, PostgreSQL updates a row in place and leaves all indexes alone. An
-- author's last_event_at changes with every batch, its day once a day.
drop index author_last_event_at;
alter table author add column last_event_day bigint generated always as (last_event_at / 86400) stored;
create index author_last_event_day on author (last_event_day);
comment on column author.last_event_day is 'Days since 1970 (UTC): finds those whose last_event_at lies in a span of time.';

-- Component ingest. Rows are added and, rarely, removed. By default autovacuum reads the indexes of a growing partition
-- again after each fifth that is added; now when it has doubled.
create or replace function create_event_partition(month date) returns boolean
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
    execute format('create table %I (like event including all) with (autovacuum_vacuum_insert_scale_factor = 1)',
                   event_part);
    execute format('create table %I (like event_relay including all) with (autovacuum_vacuum_insert_scale_factor = 1)',
                   relay_part);
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

do
$$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits
                where inhparent in ('event'::regclass, 'event_relay'::regclass) loop
        execute format('alter table %s set (autovacuum_vacuum_insert_scale_factor = 1)', part);
    end loop;
end
$$;
