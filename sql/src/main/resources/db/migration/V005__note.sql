-- Component note: kind 1, and what people do with notes.
create table note (
    event_id   bytea   primary key,
    pubkey     bytea   not null,
    created_at bigint  not null,
    root_id    bytea,
    parent_id  bytea
);
create index note_parent on note (parent_id) where parent_id is not null;
comment on table  note           is 'Notes (kind 1). Written by component note.';
comment on column note.root_id   is 'The note that began the thread; null if this one did (NIP-10).';
comment on column note.parent_id is 'The note that this one answers; null for a root (NIP-10).';

create table repost (
    event_id   bytea  primary key,
    pubkey     bytea  not null,
    created_at bigint not null,
    target_id  bytea  not null
);
create index repost_target on repost (target_id);
comment on table repost is 'Reposts (kind 6) that name a note (NIP-18). Written by component note.';

create table reaction (
    event_id      bytea  primary key,
    pubkey        bytea  not null,
    created_at    bigint not null,
    target_id     bytea  not null,
    content       text   not null
);
create index reaction_target on reaction (target_id);
comment on table  reaction         is 'Reactions (kind 7) that name an event (NIP-25). Written by component note.';
comment on column reaction.content is '+ is a like, - a dislike, anything else itself (NIP-25); cut after 64 characters.';
