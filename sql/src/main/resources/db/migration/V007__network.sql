-- Component network: how much goes on.
create table author (
    pubkey         bytea  primary key,
    first_event_at bigint not null,
    last_event_at  bigint not null,
    events         bigint not null
);
create index author_first_event_at on author (first_event_at);
create index author_last_event_at on author (last_event_at);
comment on table author is 'Keys that signed stored events, times being created_at. Written by component network.';

create table kind_total (
    kind   integer primary key,
    events bigint  not null
);
comment on table kind_total is 'Stored events by kind. Written by component network.';

create table activity_minute (
    minute    bigint  primary key,
    notes     integer not null,
    reactions integer not null,
    reposts   integer not null,
    zaps      integer not null,
    other     integer not null
);
comment on table  activity_minute        is 'Stored events by the minute of their created_at. Written by component network.';
comment on column activity_minute.minute is 'Unix seconds, a multiple of 60.';
