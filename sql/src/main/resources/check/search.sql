-- What component search says, against the stored events. Answers the rows that differ; none if all is right.
-- Which words a text has is not recomputed: SQL neither tells languages nor folds letters. The labels are: kind, stretches of
-- time, and for notes the hashtags, as component note has them.
with right_document as (
    select id, created_at, kind from event where kind in (0, 1, 1111, 30023)
), stored_document as (
    select event_id, created_at, kind from search_document
), read as materialized (
    select event_id, event.kind, document.created_at, tsvector_to_array(words) as lexemes
    from search_document as document join event on event.id = event_id and event.created_at = document.created_at
    where words is not null
), stored_label as (
    select event_id, lexeme from read cross join unnest(lexemes) as lexeme
    where lexeme like '\%k%' or lexeme like '\%t%' or kind = 1 and lexeme like '#%'
), right_label as (
    select event_id, '%k' || kind from read
    union all
    select event_id, '%t' || level || '.' || div(created_at, 86400 * (8 ^ level)::bigint)
    from read cross join generate_series(0, 2) as level
    union all
    select event_id, '#' || hashtag from read join note_hashtag using (event_id) where kind = 1
)
select 'search_document' as "table", 'stored' as what, t::text as row
from (table stored_document except table right_document) as t
union all
select 'search_document', 'right', t::text from (table right_document except table stored_document) as t
union all
select 'search_document', 'stored label', t::text from (table stored_label except table right_label) as t
union all
select 'search_document', 'right label', t::text from (table right_label except table stored_label) as t
order by 1, 3, 2;
