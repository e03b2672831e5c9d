-- Component search: the words of texts. Events that are there already get a row by ./observatory rebuild search.
create table search_document (
    event_id   bytea  primary key,
    created_at bigint not null,
    words      tsvector
);
comment on table  search_document       is 'What can be found by its words: profiles, notes, comments, articles (kinds 0, 1, 1111, 30023). Written by component search.';
comment on column search_document.words is
    'Stems of the text in its language, and labels that no word can be, such as #hashtag: SearchLabels. Null until a timer has read it, seconds after it came.';

create index search_document_created_at on search_document (created_at);
-- Those that are still to be read.
create index search_document_unread on search_document (created_at) where words is null;
-- A query reads the whole list of what is not in the index proper yet, so it is kept short.
create index search_document_words on search_document using gin (words) with (gin_pending_list_limit = 256);
