-- Component dvm: what jobs amounted to, by calendar month (UTC). Kept for ever, also when the jobs are gone. The job monthly-rollup
-- computes a month once it is over, and again whenever something dated in it came or went, until the month is closed.
-- Months are numbers: 202401 is January 2024. Of what is dated before November 2020 (the first Nostr events) there are none.
create table dvm_month (
    month       integer     primary key check (month between 202011 and 209912 and month % 100 between 1 and 12),
    requests    bigint      not null default 0,
    results     bigint      not null default 0,
    feedbacks   bigint      not null default 0,
    errors      bigint      not null default 0,
    users       bigint      not null default 0,
    dvms        bigint      not null default 0,
    kinds       bigint      not null default 0,
    answered    bigint      not null default 0,
    paid_msat   bigint      not null default 0,
    revision    integer     not null default 0,
    computed_at timestamptz,
    dirty       boolean     not null default true,
    arrived_at  timestamptz,
    closed_at   timestamptz,
    emptied_at  timestamptz,
    late        bigint      not null default 0
);
comment on table  dvm_month             is 'Totals of a month. Written by component dvm.';
comment on column dvm_month.requests    is 'Events of kinds 5000 to 5999 dated in the month, without excluded kinds.';
comment on column dvm_month.results     is 'Events of kinds 6000 to 6999 dated in the month, whether their request is stored or not.';
comment on column dvm_month.feedbacks   is 'Events of kind 7000 dated in the month.';
comment on column dvm_month.errors      is 'Those of them with status error.';
comment on column dvm_month.users       is 'Distinct authors of these requests.';
comment on column dvm_month.dvms        is 'Distinct authors of these results and feedback.';
comment on column dvm_month.kinds       is 'Distinct kinds of jobs that were requested or done.';
comment on column dvm_month.answered    is 'Those of the requests with a result that counts (job.results), whenever it came.';
comment on column dvm_month.paid_msat   is 'What was paid for those of the requests (job.paid_msat), whenever it was.';
comment on column dvm_month.revision    is 'How many times it was computed; 0: not yet.';
comment on column dvm_month.dirty       is 'Whether something has changed since then, so that the next run computes it again.';
comment on column dvm_month.arrived_at  is 'When it was last noticed that events dated in the month had come.';
comment on column dvm_month.closed_at   is 'From when on it is never computed again, because its jobs are no longer kept; null while it is open.';
comment on column dvm_month.emptied_at  is 'When the last of its jobs was deleted.';
comment on column dvm_month.late        is 'Events dated in the month that came after it was closed: they are in no other number.';

create table dvm_month_kind (
    month     integer not null,
    kind      integer not null,
    requests  bigint  not null,
    results   bigint  not null,
    users     bigint  not null,
    dvms      bigint  not null,
    answered  bigint  not null,
    paid_msat bigint  not null,
    primary key (month, kind)
);
create index dvm_month_kind_kind on dvm_month_kind (kind, month);
comment on table  dvm_month_kind      is 'As dvm_month, by the kind of the request (5000 to 5999). Written by component dvm.';
comment on column dvm_month_kind.dvms is 'Distinct authors of results.';

create table dvm_month_dvm (
    month     integer not null,
    pubkey    bytea   not null,
    results   bigint  not null,
    feedbacks bigint  not null,
    errors    bigint  not null,
    answered  bigint  not null,
    customers bigint  not null,
    paid_msat bigint  not null,
    first_at  bigint,
    last_at   bigint,
    primary key (month, pubkey)
);
create index dvm_month_dvm_pubkey on dvm_month_dvm (pubkey, month);
comment on table  dvm_month_dvm           is 'As dvm_month, by DVM: with results or feedback dated in the month, or with results or payments for requests dated in it. Written by component dvm.';
comment on column dvm_month_dvm.answered  is 'Requests dated in the month to which it had a result that counts.';
comment on column dvm_month_dvm.customers is 'Distinct authors of those.';
comment on column dvm_month_dvm.first_at  is 'created_at of its first result or feedback dated in the month; null if none is.';

create table dvm_month_service (
    month    integer not null,
    pubkey   bytea   not null,
    kind     integer not null,
    results  bigint  not null,
    first_at bigint  not null,
    last_at  bigint  not null,
    primary key (month, pubkey, kind)
);
create index dvm_month_service_pubkey on dvm_month_service (pubkey, kind, month);
comment on table  dvm_month_service          is 'Results dated in a month by DVM and kind of job. Written by component dvm.';
comment on column dvm_month_service.kind     is 'Of the request: 5000 to 5999.';
comment on column dvm_month_service.first_at is 'created_at of the first of these results.';

create table dvm_month_user (
    month    integer not null,
    pubkey   bytea   not null,
    requests bigint  not null,
    first_at bigint  not null,
    primary key (month, pubkey)
);
create index dvm_month_user_pubkey on dvm_month_user (pubkey, month);
comment on table  dvm_month_user          is 'Who requested jobs in a month: without them nobody knew later who is new. Written by component dvm.';
comment on column dvm_month_user.first_at is 'created_at of the first request.';

-- Appended to by what stores events, a row a batch and month; taken out by the job.
create table dvm_month_change (
    month  integer not null,
    events integer not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table  dvm_month_change        is 'Months in which something came or went. Written by component dvm.';
comment on column dvm_month_change.events is 'How many events came.';

comment on column cleanup_log.what is
    'event, rejected_event, ingested_batch: deleted rows; job: deleted rows of job_request, job_result and job_feedback; partition: a dropped month; active dvm: DVMs that became inactive.';
