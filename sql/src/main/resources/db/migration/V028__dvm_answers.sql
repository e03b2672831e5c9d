-- Component dvm: jobs as they went, and who does them. Read models, seconds behind the events. What is dated more than 15 minutes
-- ahead is in none of them before its time comes.
create table job (
    request_id        bytea   primary key,
    kind              integer not null,
    pubkey            bytea   not null,
    created_at        bigint  not null,
    state             text    not null,
    dvms              integer not null,
    results           integer not null,
    feedbacks         integer not null,
    first_feedback_at bigint,
    first_result_at   bigint,
    asked_msat        bigint,
    paid_msat         bigint  not null
) with (fillfactor = 90);
create index job_created_at on job (created_at);
create index job_kind on job (kind, created_at);
comment on table  job                   is 'Stored requests and what became of them. The sum of their rows in job_answer. Written by component dvm.';
comment on column job.pubkey            is 'The customer.';
comment on column job.state             is 'answered if there is a result; else the best of the last statuses of the DVMs: success, partial, processing, payment-required, error, encrypted, unknown; requested if nobody said anything.';
comment on column job.dvms              is 'DVMs with a result or feedback that counts, of the first 500 keys.';
comment on column job.first_feedback_at is 'created_at of the first feedback that counts; null without.';
comment on column job.first_result_at   is 'created_at of the first result that counts; null without.';
comment on column job.asked_msat        is 'The least that one of the DVMs asks for; null if none does.';

create table job_answer (
    request_id        bytea   not null,
    pubkey            bytea   not null,
    kind              integer,
    customer          bytea,
    requested_at      bigint,
    targeted          boolean not null,
    first_feedback_at bigint,
    first_result_at   bigint,
    results           integer not null,
    feedbacks         integer not null,
    errors            integer not null,
    paywalled         boolean not null,
    status            text,
    asked_msat        bigint,
    paid_msat         bigint  not null,
    anomalies         text[]  not null,
    primary key (request_id, pubkey)
) with (fillfactor = 90);
create index job_answer_pubkey on job_answer (pubkey, requested_at);
create index job_answer_kind on job_answer (kind, requested_at);
create index job_answer_requested_at on job_answer (requested_at);
comment on table  job_answer                   is 'Each job by each DVM that said something of it, or was to do it (targeted, then perhaps with nothing but nulls and zeros). Written by component dvm.';
comment on column job_answer.request_id        is 'The request, which need not be stored: then customer and requested_at are null.';
comment on column job_answer.pubkey            is 'The DVM.';
comment on column job_answer.kind              is 'Of the request (5000 to 5999); where it is not stored that of the results less 1000, null where there are none.';
comment on column job_answer.requested_at      is 'created_at of the request.';
comment on column job_answer.targeted          is 'Whether the request names this DVM.';
comment on column job_answer.first_feedback_at is 'created_at of the first feedback that counts, also up to ten minutes before the request: a latency below 0 is 0.';
comment on column job_answer.first_result_at   is 'created_at of the first result that counts, in the same way.';
comment on column job_answer.results           is 'Results that count: of the kind that was asked for, not before the request, not by the customer. Of the first 100.';
comment on column job_answer.feedbacks         is 'Feedback that counts: not before the request, not by the customer. Of the first 100.';
comment on column job_answer.errors            is 'Those of them with status error.';
comment on column job_answer.paywalled         is 'Whether one of them has status payment-required.';
comment on column job_answer.status            is 'Of the last feedback that counts; null without feedback.';
comment on column job_answer.asked_msat        is 'The most that results and feedback that count ask for, millisatoshi; null if none does.';
comment on column job_answer.paid_msat         is 'Zaps that count and are not suspicious, to the DVM and by anybody else: on results and feedback that count, or for their invoices (job_payment). Each once.';
comment on column job_answer.anomalies         is 'Codes of JobAnomaly, each once, sorted: what is odd about the first 100 results and feedback.';

create table job_payment (
    payment_hash bytea primary key,
    request_id   bytea not null
);
create index job_payment_request on job_payment (request_id);
comment on table  job_payment            is 'Invoices in results and feedback that a zap paid which counts and is not suspicious: a zap of the job''s request, or of no event. Written by component dvm.';
comment on column job_payment.request_id is 'Where the zapped DVM asked for it first: a payment is for one job, however often its invoice is shown.';

create table dvm (
    pubkey          bytea   primary key,
    first_seen      bigint  not null,
    last_seen       bigint  not null,
    first_result_at bigint,
    last_result_at  bigint,
    announced_at    bigint,
    name            text,
    about           text,
    picture         text,
    active          boolean not null default true,
    deactivated_at  bigint
) with (fillfactor = 80);
create index dvm_last_seen on dvm (last_seen, pubkey);
create index dvm_first_seen on dvm (first_seen);
comment on table  dvm                is 'Keys with a result, feedback, or an announcement (31990) with kinds of jobs. Written by component dvm.';
comment on column dvm.first_seen     is 'created_at of the first of those events that is stored.';
comment on column dvm.last_seen      is 'created_at of the last of them.';
comment on column dvm.announced_at   is 'created_at of the newest announcement with kinds of jobs, whose name, about and picture these are; null without one.';
comment on column dvm.active         is 'False from a clean-up that found last_seen too long ago until something new is seen.';
comment on column dvm.deactivated_at is 'Unix second of that clean-up.';

create table dvm_kind (
    pubkey          bytea   not null,
    kind            integer not null,
    announced       boolean not null,
    first_result_at bigint,
    last_result_at  bigint,
    primary key (pubkey, kind)
);
create index dvm_kind_kind on dvm_kind (kind, last_result_at);
comment on table  dvm_kind           is 'Kinds of jobs (5000 to 5999) that DVMs announce or had results for. Written by component dvm.';
comment on column dvm_kind.announced is 'Whether a current announcement (31990) names the kind. Announced and without results: silent.';

-- What is to be counted again when its time comes.
create table job_due (
    request_id bytea  primary key,
    due_at     bigint not null
);
create index job_due_due_at on job_due (due_at);
comment on table  job_due        is 'Jobs with events that are dated ahead. Written by component dvm.';
comment on column job_due.due_at is 'Unix second from which on the first of them counts.';
create table dvm_due (
    pubkey bytea  primary key,
    due_at bigint not null
);
create index dvm_due_due_at on dvm_due (due_at);
comment on table  dvm_due        is 'DVMs with events that are dated ahead. Written by component dvm.';
comment on column dvm_due.due_at is 'Unix second from which on the first of them counts.';
