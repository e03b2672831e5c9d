-- Component relay: what administrators decide about a relay while the server runs.
alter table relay
    add column activity text    not null default 'normal' check (activity in ('normal', 'high')),
    add column priority integer not null default 50 check (priority between 0 and 100),
    add column paused   boolean not null default false;
comment on column relay.role     is 'configured: named in OBSERVATORY_RELAYS; added: by an administrator; import: no relay, but the name of imported files.';
comment on column relay.enabled  is 'Whether it is one of those to collect from: false once it is no longer configured, or was removed. The row stays: sightings name it.';
comment on column relay.activity is 'high: sends so much that it should have a collector to itself as far as possible; normal.';
comment on column relay.priority is '0 to 100: those with a higher one are connected to first, and the last to be left out where there are too few collectors.';
comment on column relay.paused   is 'Whether it is not connected to for the time being. It is collected from if enabled and not paused.';

-- Component account: who did what.
create table audit_entry (
    id      bigint      generated always as identity primary key,
    at      timestamptz not null default now(),
    account text        not null,
    action  text        not null,
    subject text        not null
);
comment on table  audit_entry         is 'What administrators did, on pages and by the API. Written by component account.';
comment on column audit_entry.account is 'Name of the account. No reference: an entry outlives its account.';
comment on column audit_entry.action  is 'A word or two, such as relay added.';
comment on column audit_entry.subject is 'What it was done to: a relay''s URL, the name of a job.';
