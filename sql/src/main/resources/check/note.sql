-- What component note says, against the stored events. Answers the rows that differ; none if all is right.
with link as materialized (
    -- The e tags that name an event: JSON texts are compared as they stand, because the archive writes them in one way.
    select id, place, decode(substr((tag -> 1)::text, 2, 64), 'hex') as target, (tag -> 3)::text as marker
    from event cross join json_array_elements(tags) with ordinality as t (tag, place)
    where kind in (1, 6, 7) and (tag -> 0)::text = '"e"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$'
), cited as materialized (
    -- What a note quotes (NIP-18), or cites where it stands in the text (NIP-08): #[n] is the tag at place n, counted from 0.
    select distinct id, decode(substr((tag -> 1)::text, 2, 64), 'hex') as target
    from event cross join json_array_elements(tags) with ordinality as t (tag, place)
    where kind = 1 and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$'
          and ((tag -> 0)::text = '"q"'
               or (tag -> 0)::text = '"e"'
                  and exists (select from regexp_matches(content, '#\[([0-9]{1,5})\]', 'g') as found
                              where found[1]::integer = place - 1))
), thread as (
    -- NIP-10, without links of a note to itself.
    select id,
           (array_agg(target order by place) filter (where marker = '"root"'))[1] as root,
           (array_agg(target order by place) filter (where marker = '"reply"'))[1] as reply,
           coalesce(bool_or(marker in ('"root"', '"reply"', '"mention"')), false) as marked,
           (array_agg(target order by place) filter (where not is_cited))[1] as first,
           (array_agg(target order by place desc) filter (where not is_cited))[1] as last
    from (select link.*, exists (select from cited where cited.id = link.id and cited.target = link.target) as is_cited
          from link where target <> id) as link
    group by id
), right_note as (
    select id, pubkey, created_at,
           case when root is not null or reply is not null then coalesce(root, reply) when not marked then first end,
           case when root is not null or reply is not null then coalesce(reply, root) when not marked then last end
    from event left join thread using (id) where kind = 1
), target as (
    select id, (array_agg(target order by place))[1] as first, (array_agg(target order by place desc))[1] as last
    from link group by id
), right_repost as (
    select id, pubkey, created_at, first from event join target using (id) where kind = 6
), reaction_text as (
    -- In content_bytes, U+0000 stands for itself; shown is U+FFFD.
    select id, coalesce(content, (
               select convert_from(string_agg(case when get_byte(content_bytes, place) = 0 then '\xefbfbd'
                                                   else substr(content_bytes, place + 1, 1) end, '' order by place), 'UTF8')
               from generate_series(0, length(content_bytes) - 1) as place)) as content
    from event where kind = 7
), right_reaction as (
    select id, pubkey, created_at, last,
           case when reaction_text.content = '' then '+' else left(reaction_text.content, 64) end
    from event join target using (id) join reaction_text using (id) where kind = 7
), stored_note as (
    select event_id, pubkey, created_at, root_id, parent_id from note
), stored_repost as (
    select event_id, pubkey, created_at, target_id from repost
), stored_reaction as (
    select event_id, pubkey, created_at, target_id, content from reaction
)
select 'note' as "table", 'stored' as what, t::text as row
from (table stored_note except table right_note) as t
union all
select 'note', 'right', t::text from (table right_note except table stored_note) as t
union all
select 'repost', 'stored', t::text from (table stored_repost except table right_repost) as t
union all
select 'repost', 'right', t::text from (table right_repost except table stored_repost) as t
union all
select 'reaction', 'stored', t::text from (table stored_reaction except table right_reaction) as t
union all
select 'reaction', 'right', t::text from (table right_reaction except table stored_reaction) as t
order by 1, 3, 2;
