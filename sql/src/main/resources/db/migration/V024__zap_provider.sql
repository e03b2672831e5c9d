-- Component zap: who signs receipts for whom, as wallet services have said (NIP-57 appendix F). Not derived from events.
create table zap_provider (
    address       text    primary key,
    next_check_at bigint  not null,
    failures      integer not null,
    error         text,
    answered_at   bigint,
    provider      bytea
);
comment on table  zap_provider             is 'Lightning addresses whose wallet service was asked. Times in unix seconds. Written by component zap.';
comment on column zap_provider.address     is 'As it stands in profiles: lud16, or lud06 where there is none.';
comment on column zap_provider.failures    is 'Since the last answer.';
comment on column zap_provider.error       is 'Why there was no answer the last time; null if there was one.';
comment on column zap_provider.answered_at is 'When it last answered; null if it never did.';
comment on column zap_provider.provider    is 'Who signs receipts, as it answered then; empty: nobody.';

create table zap_provider_key (
    recipient bytea  not null,
    address   text   not null,
    provider  bytea  not null,
    first_at  bigint not null,
    last_at   bigint not null,
    primary key (recipient, address, provider)
);
comment on table  zap_provider_key          is 'Who has signed receipts for whom, the former ones too: people change services. Written by component zap.';
comment on column zap_provider_key.provider is 'Empty: nobody.';
comment on column zap_provider_key.first_at is 'The first answer that said so while the address stood in the profile, unix seconds; last_at the last one.';

create table zap_rejudgement (
    recipient  bytea  primary key,
    created_at bigint not null,
    receipt_id bytea  not null
);
comment on table  zap_rejudgement            is 'People whose receipts are to be judged anew: more is known of their wallet services. Written by component zap.';
comment on column zap_rejudgement.created_at is 'With receipt_id how far that is done.';

-- With zap_recipient all receipts of somebody.
create index zap_copy on zap (recipient, created_at) where not counts;
