-- Component account: who may administer.
create table account (
    name          text        primary key,
    password_hash text        not null,
    created_at    timestamptz not null default now()
);
comment on table account is 'People who may sign in. Written by component account.';

create table account_role (
    account_name text not null references account on delete cascade,
    role         text not null,
    primary key (account_name, role)
);
comment on table account_role is 'What they may do. Written by component account.';
