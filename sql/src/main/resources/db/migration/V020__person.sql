-- Component network: how much of what somebody signed are notes. Written in the same statement as the rest of the row.
alter table author
    add column notes         bigint not null default 0,
    add column first_note_at bigint,
    add column last_note_at  bigint;
comment on column author.notes         is 'Stored notes (kind 1).';
comment on column author.first_note_at is 'created_at of the earliest of them; null without notes.';
comment on column author.last_note_at  is 'created_at of the latest of them; null without notes.';

update author set notes = counted.notes, first_note_at = counted.first, last_note_at = counted.last
from (select pubkey, count(*) as notes, min(created_at) as first, max(created_at) as last
      from note group by pubkey) as counted
where author.pubkey = counted.pubkey;

-- Component person: who moves others, whom they follow, and whom to trust.
create table person (
    pubkey            bytea            primary key,
    number            integer          generated always as identity unique,
    followers         integer          not null default 0,
    trusted_followers integer          not null default 0,
    follows           integer          not null default 0,
    trusted           boolean          not null default false,
    notes             bigint           not null default 0,
    first_note_at     bigint,
    last_note_at      bigint,
    zaps_received     bigint           not null default 0,
    msat_received     bigint           not null default 0,
    zaps_sent         bigint           not null default 0,
    msat_sent         bigint           not null default 0,
    influence         double precision not null default 0,
    trusted_influence double precision not null default 0
);
comment on table  person                   is 'Keys that wrote a note, follow or are followed, zapped or were zapped. A read model: seconds behind the events. Written by component person.';
comment on column person.number            is 'Names the person in follow_list and follower_day.';
comment on column person.followers         is 'Authors of current follow lists with this key on them, other than the person.';
comment on column person.trusted_followers is 'Those of them who are trusted.';
comment on column person.follows           is 'Keys on the person''s own current list.';
comment on column person.trusted           is 'Whether what they do counts where trust is asked for: TrustSet.';
comment on column person.notes             is 'author.notes.';
comment on column person.first_note_at     is 'author.first_note_at.';
comment on column person.last_note_at      is 'author.last_note_at.';
comment on column person.zaps_received     is 'Payments that count and are not suspicious.';
comment on column person.influence         is 'Influence with followers.';
comment on column person.trusted_influence is 'Influence with trusted_followers.';

-- The lists, read from the end, best first; and the same among trusted people.
create index person_influence on person (influence, number) where influence > 0;
create index person_followers on person (followers, number) where followers > 0;
create index person_zaps      on person (msat_received, number) where msat_received > 0;
create index person_notes     on person (notes, number) where notes > 0;
create index person_trusted_influence on person (trusted_influence, number) where trusted and trusted_influence > 0;
create index person_trusted_followers on person (trusted_followers, number) where trusted and trusted_followers > 0;
create index person_trusted_zaps      on person (msat_received, number) where trusted and msat_received > 0;
create index person_trusted_notes     on person (notes, number) where trusted and notes > 0;

create table follow_list (
    pubkey     bytea     primary key,
    event_id   bytea     not null,
    created_at bigint    not null,
    follows    integer[] not null
);
comment on table  follow_list         is 'The current follow list (kind 3, NIP-02) of each key that has one. Seconds behind the events. Written by component person.';
comment on column follow_list.follows is 'person.number of each key on it other than its author''s, sorted.';

create table follower_day (
    number    integer not null,
    day       integer not null,
    followers integer not null,
    primary key (number, day)
);
comment on table  follower_day           is 'How many followers somebody had at the end of a day on which that changed, as far as was known then. Written by component person.';
comment on column follower_day.number    is 'person.number.';
comment on column follower_day.day       is 'Days since 1970 (UTC).';

-- Appended to by what stores events, emptied every few seconds: without an index, and vacuumed as soon as there is something
-- to vacuum. The same key often.
create table follow_change (pubkey bytea not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table follow_change is 'Keys of which a follow list came or went. Written by component person.';
create table person_change (pubkey bytea not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table person_change is 'Keys of which notes or zaps came or went. Written by component person.';

insert into follow_change (pubkey) select pubkey from current_event where kind = 3;
insert into person_change (pubkey)
select pubkey from author where notes > 0
union select recipient from zap
union select sender from zap;

-- Component zap: what somebody received and sent.
create index zap_recipient on zap (recipient, created_at) where counts and verdict <> 'suspicious';
create index zap_sender on zap (sender, created_at) where counts and verdict <> 'suspicious';

-- Component profile: who is called so. Names are anybody's text of up to 2,000 characters: the beginning is enough.
create index profile_name on profile (lower(left(name, 64)) text_pattern_ops);
create index profile_display_name on profile (lower(left(display_name, 64)) text_pattern_ops);
