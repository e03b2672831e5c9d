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

-- Component batch: which server runs what.
create table job_start (
    job        text        primary key,
    claimed_at timestamptz not null
);
comment on table job_start is 'Jobs that a server is about to start, so that two do not at the same moment. Written by component batch.';

create table job_execution (
    execution_id   bigint  primary key,
    collector_id   uuid    not null,
    stop_requested boolean not null default false,
    done           bigint,
    total          bigint,
    changed        bigint
);
comment on table  job_execution                is 'Which server runs an execution of a job, what it is asked, and how far it is. Written by component batch.';
comment on column job_execution.collector_id   is 'See table collector. No reference: servers of the past are forgotten there.';
comment on column job_execution.stop_requested is 'Whether another server was asked to stop it, which only the one that runs it can do.';
comment on column job_execution.done           is 'With total and changed, how far it is; null where the job does not say.';
