-- Component coordination: which server collects from which relay (docs/decisions/0012).
create table collector (
    id           uuid        primary key,
    name         text        not null,
    grid_member  uuid,
    started_at   timestamptz not null,
    heartbeat_at timestamptz not null,
    left_at      timestamptz
);
comment on table  collector              is 'Servers that collect, and for a day those that did. Written by component coordination.';
comment on column collector.id           is 'Another one at each start of a server.';
comment on column collector.name         is 'For people: its address in the data grid, or the name of its machine.';
comment on column collector.grid_member  is 'Its number among the members of the data grid; null without a grid.';
comment on column collector.heartbeat_at is 'When it last said that it is there, by the clock of the database.';
comment on column collector.left_at      is 'When it stopped, or was found to be gone; null while it is there.';

create sequence relay_lease_token;

create table relay_lease (
    relay_id     integer     primary key references relay on delete cascade,
    collector_id uuid        not null references collector on delete cascade,
    token        bigint      not null,
    granted_at   timestamptz not null,
    revoked      boolean     not null default false
);
create index relay_lease_collector on relay_lease (collector_id);
comment on table  relay_lease         is 'Which collector a relay is leased to: nobody else connects to it. Written by component coordination.';
comment on column relay_lease.token   is 'Another, higher one for each lease: what a former holder says is told by it.';
comment on column relay_lease.revoked is 'Whether the holder is to give it back, which it does by deleting the row once it has left the relay.';
