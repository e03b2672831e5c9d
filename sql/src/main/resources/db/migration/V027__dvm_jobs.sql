-- Component dvm: what events of data vending machines (NIP-90, NIP-89) say. Events that an older version stored get their rows by
-- a rebuild of dvm. Kinds that are not DVM jobs leave no row: OBSERVATORY_DVM_EXCLUDED_KINDS.
create table job_request (
    event_id   bytea   primary key,
    kind       integer not null check (kind between 5000 and 5999),
    pubkey     bytea   not null,
    created_at bigint  not null,
    targets    bytea[] not null,
    inputs     bytea[] not null,
    bid_msat   bigint,
    encrypted  boolean not null
);
-- For windows of all kinds, too: "kind = any (…)" goes through it once, and there are a few dozen kinds.
create index job_request_kind on job_request (kind, created_at) include (pubkey);
comment on table  job_request           is 'Requests for jobs (kinds 5000 to 5999, NIP-90). Written by component dvm.';
comment on column job_request.pubkey    is 'The customer.';
comment on column job_request.targets   is 'Keys in p tags, at most 20: who is to do it. Empty for anybody.';
comment on column job_request.inputs    is 'Events in i tags of type job, at most 20: requests whose results are the input. A chain.';
comment on column job_request.bid_msat  is 'What the customer would pay at most, millisatoshi; null where nothing usable is said.';
comment on column job_request.encrypted is 'Whether inputs and parameters are encrypted: then only targets are known.';

create table job_result (
    event_id     bytea   primary key,
    kind         integer not null check (kind between 6000 and 6999),
    pubkey       bytea   not null,
    created_at   bigint  not null,
    request_id   bytea,
    amount_msat  bigint,
    payment_hash bytea,
    bad_amount   boolean not null
);
create index job_result_request on job_result (request_id, pubkey, created_at, event_id) where request_id is not null;
create index job_result_pubkey on job_result (pubkey, kind, created_at);
create index job_result_kind on job_result (kind, created_at) include (pubkey);
create index job_result_payment on job_result (payment_hash, pubkey, created_at, event_id) where payment_hash is not null;
comment on table  job_result              is 'Results of jobs (kinds 6000 to 6999, NIP-90), whether their request is stored or not. Written by component dvm.';
comment on column job_result.kind         is 'As published: that of the request plus 1000.';
comment on column job_result.pubkey       is 'The DVM.';
comment on column job_result.request_id   is 'The first usable e tag, or the event in the request tag if it is genuine; null where there is neither.';
comment on column job_result.amount_msat  is 'What it asks for, millisatoshi, at most a million sats: what its invoice says, else the amount tag; null where neither does.';
comment on column job_result.payment_hash is 'Of the invoice that it asks to be paid; null without one.';
comment on column job_result.bad_amount   is 'Whether the amount tag is no number, above a million sats, or says something else than its invoice.';

create table job_feedback (
    event_id     bytea   primary key,
    pubkey       bytea   not null,
    created_at   bigint  not null,
    request_id   bytea,
    status       text    not null,
    amount_msat  bigint,
    payment_hash bytea,
    bad_amount   boolean not null
);
create index job_feedback_request on job_feedback (request_id, pubkey, created_at, event_id) where request_id is not null;
create index job_feedback_pubkey on job_feedback (pubkey, created_at);
create index job_feedback_created_at on job_feedback (created_at) include (pubkey);
create index job_feedback_payment on job_feedback (payment_hash, pubkey, created_at, event_id) where payment_hash is not null;
comment on table  job_feedback            is 'What DVMs say of jobs (kind 7000, NIP-90). Columns as in job_result. Written by component dvm.';
comment on column job_feedback.status     is 'payment-required, processing, partial, success, error; encrypted where none can be read; unknown for anything else.';

create table dvm_announcement (
    pubkey     bytea     not null,
    kind       integer   not null check (kind in (31990, 11316, 11999)),
    d_hash     bytea     not null,
    event_id   bytea     not null,
    created_at bigint    not null,
    d          text      not null,
    name       text,
    about      text,
    picture    text,
    kinds      integer[] not null,
    primary key (pubkey, kind, d_hash)
);
create index dvm_announcement_kind on dvm_announcement (kind, created_at);
create index dvm_announcement_kinds on dvm_announcement using gin (kinds) where kinds <> '{}';
comment on table  dvm_announcement         is 'Current versions of what software says of itself: handlers (31990, NIP-89), ContextVM servers (11316), encrypted DVMs (11999). Written by component dvm.';
comment on column dvm_announcement.d_hash  is 'As event.d_hash.';
comment on column dvm_announcement.d       is 'The value of the d tag, cut after 256 characters.';
comment on column dvm_announcement.picture is 'As written: it may be anything. Like name (100 characters) and about (2,000) null where nothing is said.';
comment on column dvm_announcement.kinds   is 'Kinds of jobs (5000 to 5999) in k tags, each once, sorted, without excluded ones. Empty: a handler of something else, no DVM.';

create table kind_title (
    pubkey     bytea   not null,
    d_hash     bytea   not null,
    event_id   bytea   not null,
    created_at bigint  not null,
    kind       integer not null,
    title      text    not null,
    primary key (pubkey, d_hash)
);
create index kind_title_kind on kind_title (kind);
comment on table  kind_title       is 'What authors of wiki articles (current versions of kind 30818, NIP-54, d tag kind:N) call a kind of job. Written by component dvm.';
comment on column kind_title.title is 'Without "Nostr DVM Kind N/M - " at the beginning, at most 100 characters; empty where the article has none.';

-- Appended to by what stores events, emptied every few seconds: without an index, and vacuumed as soon as there is something
-- to vacuum. The same key often.
create table job_change (request_id bytea not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table job_change is 'Requests, stored or not, of whose jobs something came or went. Written by component dvm.';
create table job_payment_change (id bytea not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table job_payment_change is 'Events that were zapped, of zaps that came, went or were judged anew, and payment hashes, of these and of answers; few of them have to do with jobs. Written by component dvm.';
create table dvm_change (pubkey bytea not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table dvm_change is 'Keys of which results, feedback or announcements came or went. Written by component dvm.';
