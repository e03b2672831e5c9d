-- Component search: the language of a text, which is told when its words are read. Of other kinds than notes that are there
-- already, the kind comes by ./observatory rebuild search.
alter table search_document
    add column kind     integer,
    add column language text;
update search_document set kind = 1, language = note.language from note where note.event_id = search_document.event_id;
comment on column search_document.language is
    'ISO 639-1, und if it cannot be told. Null until a timer has read the text, seconds after it came.';

drop index search_document_created_at;
create index search_document_created_at on search_document (created_at) include (kind, language);

drop index note_without_language;
alter table note drop column language;

-- Component person: what people are sorted by changes with everything they do, and an index of it would be written each time. The
-- magnitude changes with each doubling only: lists are read by it, and sorted within one.
create function magnitude(value double precision) returns smallint
    language sql immutable strict parallel safe
    return floor(ln(value) / ln(2.0::double precision));
comment on function magnitude is 'The binary logarithm, rounded down, of a number above 0.';

alter table person
    add column influence_magnitude smallint generated always as
        (case when influence > 0 then magnitude(influence) end) stored,
    add column trusted_influence_magnitude smallint generated always as
        (case when trusted_influence > 0 then magnitude(trusted_influence) end) stored,
    add column followers_magnitude smallint generated always as
        (case when followers > 0 then magnitude(followers) end) stored,
    add column trusted_followers_magnitude smallint generated always as
        (case when trusted_followers > 0 then magnitude(trusted_followers) end) stored,
    add column msat_received_magnitude smallint generated always as
        (case when msat_received > 0 then magnitude(msat_received) end) stored,
    add column notes_magnitude smallint generated always as
        (case when notes > 0 then magnitude(notes) end) stored;
-- So that a changed row finds room on its page.
alter table person set (fillfactor = 80);

drop index person_influence;
drop index person_followers;
drop index person_zaps;
drop index person_notes;
drop index person_trusted_influence;
drop index person_trusted_followers;
drop index person_trusted_zaps;
drop index person_trusted_notes;
create index person_influence on person (influence_magnitude) where influence_magnitude is not null;
create index person_followers on person (followers_magnitude) where followers_magnitude is not null;
create index person_zaps      on person (msat_received_magnitude) where msat_received_magnitude is not null;
create index person_notes     on person (notes_magnitude) where notes_magnitude is not null;
create index person_trusted_influence on person (trusted_influence_magnitude)
    where trusted and trusted_influence_magnitude is not null;
create index person_trusted_followers on person (trusted_followers_magnitude)
    where trusted and trusted_followers_magnitude is not null;
create index person_trusted_zaps  on person (msat_received_magnitude) where trusted and msat_received_magnitude is not null;
create index person_trusted_notes on person (notes_magnitude) where trusted and notes_magnitude is not null;
