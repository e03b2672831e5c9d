-- Component ingest: events from files. Where they come from is a row of relay, so that sightings and counters name it as
-- they name relays; it is not enabled, so nobody connects to it.
comment on column relay.url     is 'In normal form: see RelayUrl. Of imported files: import: and the name of the source.';
comment on column relay.network is 'clearnet, tor, i2p, loki or local; file where it is no relay.';
comment on column relay.role    is 'configured: named in OBSERVATORY_RELAYS; import: no relay, but imported files.';

create table imported_batch (
    id          uuid        primary key,
    relay_id    integer     not null references relay on delete cascade,
    received_at timestamptz not null default now(),
    outcomes    text[]      not null
);
create index imported_batch_received_at on imported_batch (received_at);
comment on table  imported_batch          is 'Batches of an import, for whoever imports to learn what became of each line. Written by component ingest.';
comment on column imported_batch.id       is 'As in ingested_batch.';
comment on column imported_batch.outcomes is 'By line: an outcome of relay_outcome, with :reason where rejected; null until it is stored.';
