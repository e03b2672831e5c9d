-- Component retention: what was deleted because it was old.
create table cleanup_log (
    id               bigint      generated always as identity primary key,
    job_execution_id bigint      not null,
    deleted_at       timestamptz not null default now(),
    what             text        not null,
    older_than       timestamptz not null,
    row_count        bigint      not null,
    oldest           timestamptz,
    newest           timestamptz
);
create index cleanup_log_job_execution on cleanup_log (job_execution_id);
comment on table  cleanup_log      is 'One row a transaction of the job retention-cleanup. Written by component retention.';
comment on column cleanup_log.what is 'event, rejected_event or ingested_batch.';
