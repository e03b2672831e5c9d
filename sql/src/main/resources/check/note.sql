-- What component note says of places in threads, comments, reposts and reactions, against the stored events. Answers the rows
-- that differ; none if all is right. What texts hold is in note_text.sql, what was done to each note in note_score.sql.
-- SQL verifies no signatures: where a copy in a repost could prove which of several events is the reposted one, any of them is
-- taken for right.
with blank (characters) as (
    values (E'\t\n\x0b\f\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000')
), event_tag as not materialized (
    -- U+0000, which text cannot hold, is replaced.
    select id, kind, content, place, tag
    from event cross join json_array_elements(
        case when tags::text ~ '\\u0000' then regexp_replace(tags::text, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::json
             else tags end) with ordinality as t (tag, place)
), link as materialized (
    -- The e tags that name an event: JSON texts are compared as they stand, because the archive writes them in one way.
    select id, place, decode(substr((tag -> 1)::text, 2, 64), 'hex') as target, (tag -> 3)::text as marker
    from event_tag
    where kind in (1, 6, 7, 16) and (tag -> 0)::text = '"e"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$'
), cited as materialized (
    -- What a note quotes (NIP-18), or cites where it stands in the text (NIP-08): #[n] is the tag at place n, counted from 0.
    select distinct id, decode(substr((tag -> 1)::text, 2, 64), 'hex') as target
    from event_tag
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
    select id, (array_agg(target order by place desc))[1] as last, array_agg(distinct target) as targets
    from link where target <> id group by id
), address as materialized (
    -- Of kinds that have addresses, the identifier empty where it must be.
    select id, place, tag_name
    from (select id, place, tag ->> 0 as tag_name, regexp_match((tag -> 1)::text, '^"(0|[1-9][0-9]{0,4}):[0-9a-f]{64}:(.*)"$') as part
          from event_tag where kind in (16, 1111) and (tag -> 0)::text in ('"a"', '"A"')) as found
    where part[1]::integer between 30000 and 39999
          or (part[1]::integer in (0, 3) or part[1]::integer between 10000 and 19999) and part[2] = ''
), named_repost as (
    select event.id, event.pubkey, event.created_at, last, repost.target_id as stored,
           coalesce(content, 'U+0000') ~ '\S' and (cardinality(targets) > 1 or kind = 16 and has_address)
           and (has_address or repost.target_id = any (targets)) as is_open
    from (select event.*, kind = 16 and id in (select id from address where tag_name = 'a') as has_address
          from event where kind in (6, 16)) as event
         left join target using (id) left join repost on repost.event_id = id
), right_repost as (
    select id, pubkey, created_at, case when is_open then coalesce(stored, last) else last end
    from named_repost where last is not null or is_open and stored is not null
), reaction_text as (
    -- In content_bytes, U+0000 stands for itself; shown is U+FFFD.
    select id, btrim(coalesce(content, (
               select convert_from(string_agg(case when get_byte(content_bytes, place) = 0 then '\xefbfbd'
                                                   else substr(content_bytes, place + 1, 1) end, '' order by place), 'UTF8')
               from generate_series(0, length(content_bytes) - 1) as place)), characters) as content
    from event cross join blank where kind = 7
), cut_once as (
    -- At most 128 characters of UTF-16: those beyond U+FFFF are two.
    select id, case when length(content) <= 64 then content else (
               select left(content, max(kept)) from generate_series(0, 128) as kept
               where kept + length(regexp_replace(left(content, kept), '[^\U00010000-\U0010ffff]', '', 'g')) <= 128) end as content
    from reaction_text
), visible as (
    select id, btrim(regexp_replace(content, '[\ufe00-\ufe0f]', '', 'g'), characters) as content from cut_once cross join blank
), symbol as (
    select id, btrim(case when length(content) <= 32 then content else (
               select left(content, max(kept)) from generate_series(0, 64) as kept
               where kept + length(regexp_replace(left(content, kept), '[^\U00010000-\U0010ffff]', '', 'g')) <= 64) end,
               characters) as content
    from visible cross join blank
), right_reaction as (
    select id, pubkey, created_at, last, case when symbol.content = '' then '+' else symbol.content end
    from event join target using (id) join symbol using (id) where kind = 7
), word as materialized (
    -- What the tags of comments say.
    select id, place, tag ->> 0 as name, tag ->> 1 as value
    from event_tag where kind = 1111 and (tag -> 0)::text in ('"e"', '"E"', '"i"', '"I"', '"k"', '"K"')
), subject as (
    -- Both subjects of a comment, side by side: what each kind of tag names first, and what the kind of the subject is.
    select id, side,
           (select decode(value, 'hex') from word
            where word.id = event.id and name = event_tag and value ~ '^[0-9a-f]{64}$' and value <> encode(event.id, 'hex')
            order by place limit 1) as target,
           exists (select from address where address.id = event.id and tag_name = address_tag) as has_address,
           exists (select from word cross join blank
                   where word.id = event.id and name = external_tag and btrim(value, characters) <> ''
                         and length(value) + length(regexp_replace(value, '[^\U00010000-\U0010ffff]', '', 'g')) <= 2048) as is_external,
           (select case when btrim(value, characters) <> ''
                             and length(value) + length(regexp_replace(value, '[^\U00010000-\U0010ffff]', '', 'g')) <= 300
                        then value end
            from word cross join blank where word.id = event.id and name = kind_tag order by place limit 1) as subject_kind
    from event cross join (values ('root', 'E', 'A', 'I', 'K'), ('parent', 'e', 'a', 'i', 'k'))
                          as tags_of (side, event_tag, address_tag, external_tag, kind_tag)
    where kind = 1111
), chosen as (
    select id, side, target is not null or has_address or is_external as is_there,
           case when subject_kind is null then case when not has_address then target end
                when subject_kind !~ '^[0-9]{1,5}$' or subject_kind::integer > 65535
                then case when not has_address and not is_external then target end
                when subject_kind::integer in (0, 3) or subject_kind::integer between 10000 and 19999
                     or subject_kind::integer between 30000 and 39999
                then case when not has_address then target end
                else target end as target
    from subject
), right_comment as (
    select id, pubkey, created_at, case when root.is_there then root.target else parent.target end,
           case when parent.is_there then parent.target else root.target end as parent_id
    from event join chosen as root using (id) join chosen as parent using (id)
    where root.side = 'root' and parent.side = 'parent'
          and case when parent.is_there then parent.target else root.target end is not null
), stored_note as (
    select event_id, pubkey, created_at, root_id, parent_id from note
), stored_comment as (
    select event_id, pubkey, created_at, root_id, parent_id from comment
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
select 'comment', 'stored', t::text from (table stored_comment except table right_comment) as t
union all
select 'comment', 'right', t::text from (table right_comment except table stored_comment) as t
union all
select 'repost', 'stored', t::text from (table stored_repost except table right_repost) as t
union all
select 'repost', 'right', t::text from (table right_repost except table stored_repost) as t
union all
select 'reaction', 'stored', t::text from (table stored_reaction except table right_reaction) as t
union all
select 'reaction', 'right', t::text from (table right_reaction except table stored_reaction) as t
order by 1, 3, 2;
