-- Component profile: the current kind 0 of each author.
create table profile (
    pubkey       bytea   primary key,
    event_id     bytea   not null,
    created_at   bigint  not null,
    name         text,
    display_name text,
    about        text,
    picture      text,
    banner       text,
    website      text,
    nip05        text,
    lud06        text,
    lud16        text
);
comment on table profile is 'What people say about themselves: newest kind 0, by NIP-01 the lower id at equal time. Written by component profile.';
