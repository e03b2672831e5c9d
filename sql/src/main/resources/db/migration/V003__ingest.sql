-- Component ingest: what became of everything that arrived.

create table ingested_batch (
    id          uuid        primary key,
    ingested_at timestamptz not null default now(),
    stored      integer     not null default 0
);
create index ingested_batch_ingested_at on ingested_batch (ingested_at);
comment on table ingested_batch is
    'Batches whose transaction committed: a batch that is delivered again changes nothing, not even a counter. Written by component ingest.';

comment on column ingested_batch.stored is 'How many events of it were new.';

create table relay_outcome (
    relay_id integer not null references relay on delete cascade,
    outcome  text    not null,
    reason   text    not null default '',
    events   bigint  not null,
    primary key (relay_id, outcome, reason)
);
comment on table  relay_outcome         is 'How many events of each relay ended how. Written by component ingest.';
comment on column relay_outcome.outcome is 'stored, duplicate, ephemeral or rejected: each event in one of these; future: stored, dated ahead.';
comment on column relay_outcome.reason  is 'Why it was rejected; empty otherwise.';

create table rejected_event (
    id               bigint      generated always as identity primary key,
    relay_id         integer     not null references relay on delete cascade,
    reason           text        not null,
    detail           text        not null,
    event_id         bytea,
    received_at      timestamptz not null,
    last_received_at timestamptz not null,
    times            bigint      not null,
    raw              bytea       not null,
    raw_length       integer     not null,
    raw_sha256       bytea       not null,
    unique (relay_id, raw_sha256)
);
create index rejected_event_last_received_at on rejected_event (last_received_at);
comment on table  rejected_event          is 'Frames and events that were refused, each distinct one once a relay. Written by component ingest.';
comment on column rejected_event.event_id is 'The id that it claimed, where readable.';
comment on column rejected_event.times    is 'How often the relay sent it.';
comment on column rejected_event.raw      is 'What was received, in UTF-8, cut after 64 KiB.';
