-- Component note: what the texts and tags of notes hold. Notes that are there already get it by ./observatory rebuild note.
alter table note
    add column length   integer,
    add column hashtags smallint,
    add column urls     smallint,
    add column media    boolean,
    add column mentions smallint,
    add column warning  text,
    add column bridge   text,
    add column language text;
comment on column note.length   is 'Code points of the text.';
comment on column note.hashtags is 'Different ones, at most 100: rows in note_hashtag.';
comment on column note.urls     is 'Different web addresses in the text and in imeta tags (NIP-92), at most 100.';
comment on column note.media    is 'Whether one of them is a picture, a video or a sound.';
comment on column note.mentions is 'Different people named in p tags or in the text (NIP-27), without the author, at most 1,000.';
comment on column note.warning  is 'The reason of a content warning (NIP-36), empty where none is given; null without a warning.';
comment on column note.bridge   is 'The protocol that it was brought from (NIP-48); null if it is of Nostr.';
comment on column note.language is 'ISO 639-1; und if that cannot be told; null until a timer has looked, seconds after the note came.';

create index note_created_at on note (created_at);
-- Those that are still to be looked at.
create index note_without_language on note (created_at) where language is null;

create table note_hashtag (
    event_id   bytea  not null,
    hashtag    text   collate "C" not null,
    pubkey     bytea  not null,
    created_at bigint not null,
    primary key (event_id, hashtag)
);
create index note_hashtag_created_at on note_hashtag (created_at);
create index note_hashtag_hashtag on note_hashtag (hashtag, created_at);
comment on table  note_hashtag         is 'The hashtags of each note. Written by component note.';
comment on column note_hashtag.hashtag is 'In its normal form: Hashtags.normalise. At most 100 code points.';
