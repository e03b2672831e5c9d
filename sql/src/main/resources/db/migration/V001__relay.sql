-- Component relay: the catalogue. Other tables name a relay by its small number.
create table relay (
    id       integer     generated always as identity primary key,
    url      text        not null unique,
    network  text        not null,
    role     text        not null,
    enabled  boolean     not null default true,
    added_at timestamptz not null default now()
);
comment on table  relay         is 'Known relays. Written by component relay.';
comment on column relay.url     is 'In normal form: see RelayUrl.';
comment on column relay.network is 'clearnet, tor, i2p, loki or local.';
comment on column relay.role    is 'configured: named in OBSERVATORY_RELAYS.';
comment on column relay.enabled is 'Whether it is to be collected from.';

-- Component collector: the live state, one row a relay.
create table relay_connection (
    relay_id      integer     primary key references relay on delete cascade,
    state         text        not null,
    since         timestamptz not null,
    connected_at  timestamptz,
    last_frame_at timestamptz,
    failures      integer     not null,
    last_error    text,
    last_notice   text,
    updated_at    timestamptz not null
);
comment on table  relay_connection          is 'State of the connection to each relay. Written by component collector.';
comment on column relay_connection.state    is 'waiting, connecting, syncing (stored events arrive), live or stopped.';
comment on column relay_connection.since    is 'When the state was entered.';
comment on column relay_connection.failures is 'Failed attempts in a row.';
