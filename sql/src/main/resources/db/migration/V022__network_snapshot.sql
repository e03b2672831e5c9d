-- Component network: how many authors there are, because counting them reads them all.
create table author_total (
    single  boolean primary key default true check (single),
    authors bigint  not null
);
comment on table author_total is 'One row: how many rows author has. Written by component network.';
insert into author_total (authors) select count(*) from author;

-- What the overview said each minute. Not derived from events: what it was then is not known later.
create table network_snapshot (
    time           timestamptz primary key,
    users_total    bigint      not null,
    active1h       bigint      not null,
    active24h      bigint      not null,
    new24h         bigint      not null,
    events_total   bigint      not null,
    events1h       bigint      not null,
    events24h      bigint      not null,
    notes24h       bigint      not null,
    zaps_total     bigint      not null,
    zaps24h        bigint      not null,
    sats_total     bigint      not null,
    sats24h        bigint      not null,
    relays_online  bigint      not null,
    events_per_second real     not null
);
comment on table network_snapshot is 'The overview of each full minute in which the database answered; older than seven days, of each hour the first. Written by component network.';
