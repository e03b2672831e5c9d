-- Component note: comments, and what people do with notes, counted.
create table comment (
    event_id   bytea  primary key,
    pubkey     bytea  not null,
    created_at bigint not null,
    root_id    bytea,
    parent_id  bytea  not null
);
create index comment_parent on comment (parent_id);
comment on table  comment           is 'Comments (kind 1111) that answer an event (NIP-22). Written by component note.';
comment on column comment.root_id   is 'The event that the discussion is about; null if it is about something else.';
comment on column comment.parent_id is 'The event that this one answers: the root or another comment.';

comment on table  repost           is 'Reposts (kinds 6 and 16) that name an event (NIP-18). Written by component note.';
comment on column reaction.content is
    '+ is a like, - a dislike; anything else is an emoji, a :shortcode: or a text, without variation selectors; at most 64 characters (NIP-25).';

-- Emptied every few seconds: without an index, and vacuumed as soon as there is something to vacuum.
create table note_change (
    event_id bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table note_change is
    'Events whose row in note_score may be wrong, often several times; they need not be notes. Written by component note.';

create table note_score (
    event_id          bytea            primary key,
    pubkey            bytea            not null,
    created_at        bigint           not null,
    zaps              bigint           not null,
    msat              bigint           not null,
    replies           bigint           not null,
    reposts           bigint           not null,
    reactions         bigint           not null,
    rank              double precision not null,
    trusted_zaps      bigint           not null,
    trusted_msat      bigint           not null,
    trusted_replies   bigint           not null,
    trusted_reposts   bigint           not null,
    trusted_reactions bigint           not null,
    trusted_rank      double precision
);
create index note_score_created_at on note_score (created_at);
create index note_score_rank on note_score (rank);
create index note_score_trusted_rank on note_score (trusted_rank) where trusted_rank is not null;
create index note_score_pubkey on note_score (pubkey, rank);
comment on table  note_score              is 'What people did to each note that anybody did something to. Written by component note.';
comment on column note_score.zaps         is 'Zaps that count and are not suspicious.';
comment on column note_score.msat         is 'Of each of them at most 1,000,000 sats.';
comment on column note_score.replies      is 'People who answered the note itself, its author left out.';
comment on column note_score.reactions    is 'People who reacted otherwise than by a dislike, its author left out.';
comment on column note_score.rank         is 'Virality.rank: what notes are sorted by at any time.';
comment on column note_score.trusted_zaps is 'This and the following as above, of people in the trust set alone.';
comment on column note_score.trusted_rank is 'Null if nobody in the trust set did anything.';

-- What is there already is counted as if it came now.
insert into note_change
select parent_id from note where parent_id is not null
union select target_id from repost
union select target_id from reaction
union select target_id from zap where target_id is not null;
