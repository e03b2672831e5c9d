-- Component ingest: how far the archive is complete, relay by relay.
create table relay_cursor (
    relay_id     integer     primary key references relay on delete cascade,
    synced_until timestamptz not null
);
comment on table  relay_cursor              is 'Up to when everything that a relay offered has reached the queue or the archive: where the next connection begins. Written by component ingest.';
comment on column relay_cursor.synced_until is 'Never goes back.';

-- Component collector: who we are to relays that want to know (NIP-42).
create table collector_key (
    only_one boolean primary key default true check (only_one),
    secret   bytea   not null
);
comment on table collector_key is 'The generated secret key for AUTH, where OBSERVATORY_SECRET_KEY is not set. Written by component collector.';
