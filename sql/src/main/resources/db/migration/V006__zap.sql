-- Component zap: receipts (kind 9735) that are well formed by NIP-57.
create table zap (
    receipt_id  bytea  primary key,
    created_at  bigint not null,
    provider    bytea  not null,
    sender      bytea  not null,
    recipient   bytea  not null,
    target_id   bytea,
    amount_msat bigint not null check (amount_msat > 0),
    comment     text   not null
);
create index zap_created_at on zap (created_at) include (target_id, amount_msat);
create index zap_target on zap (target_id) where target_id is not null;
comment on table  zap           is 'Zaps. Written by component zap.';
comment on column zap.provider  is 'Who signed the receipt.';
comment on column zap.target_id is 'The zapped event; null if the person was zapped.';
