-- What component note says of the texts of notes, against the stored events. Answers the rows that differ; none if all is
-- right. SQL knows neither normal forms of letters nor what is a web address. So hashtags are compared where they are plain
-- ASCII, web addresses only as to whether there can be any, and languages not at all.
with stored as materialized (
    select event_id, note.pubkey, note.created_at, length, hashtags, urls, media, mentions, warning, bridge, tags, content
    from note join event on event.id = event_id and event.created_at = note.created_at
), tag as materialized (
    -- JSON texts are compared as they stand, because the archive writes them in one way.
    select event_id, place, (tag -> 0)::text as name, (tag -> 1)::text as value, (tag -> 2)::text as third
    from stored cross join json_array_elements(tags) with ordinality as t (tag, place)
    where (tag -> 0)::text in ('"t"', '"p"', '"content-warning"', '"proxy"', '"imeta"')
), tagged as materialized (
    select event_id,
           count(distinct value) filter (where name = '"p"' and value ~ '^"[0-9a-f]{64}"$') as people,
           coalesce(bool_or(name = '"content-warning"'), false) as warned,
           coalesce(bool_or(name = '"imeta"'), false) as has_imeta,
           (array_agg(lower(trim('"' from third)) order by place)
               filter (where name = '"proxy"' and value ~ '[^" \\]' and length(value) <= 2000
                             and third ~ '^"[a-zA-Z0-9][a-zA-Z0-9._+-]{0,31}"$'))[1] as bridge
    from tag group by event_id
), self as (
    select distinct event_id from tag join stored using (event_id)
    where name = '"p"' and value = '"' || encode(pubkey, 'hex') || '"'
), wrong as (
    select 'length' as what, event_id::text as row from stored where length(content) <> length or length is null
    union all
    select 'hashtags', event_id::text from stored
    where hashtags is distinct from (select count(*) from note_hashtag where note_hashtag.event_id = stored.event_id)
    union all
    select 'urls', event_id::text from stored left join tagged using (event_id)
    where urls is null or media is null or media and urls = 0
          or urls > 0 and coalesce(content ~* 'https?://', true) = false and not coalesce(has_imeta, false)
    union all
    select 'mentions', event_id::text from stored left join tagged using (event_id)
    where mentions is null
          or mentions < 1000
             and mentions < coalesce(people, 0) - (select count(*) from self where self.event_id = stored.event_id)
          or coalesce(content !~* 'nostr:n(pub|profile)1', false)
             and mentions > coalesce(people, 0) - (select count(*) from self where self.event_id = stored.event_id)
    union all
    select 'warning', event_id::text from stored left join tagged using (event_id)
    where (warning is not null) <> coalesce(warned, false)
    union all
    select 'bridge', event_id::text from stored left join tagged using (event_id)
    where stored.bridge is distinct from tagged.bridge
    union all
    select 'hashtag', t::text from (select event_id, pubkey, created_at from note_hashtag
                                    except select event_id, pubkey, created_at from note) as t
    union all
    -- A t tag that is not there.
    select 'hashtag missing', event_id || ' ' || value from tag join stored using (event_id)
    where name = '"t"' and value ~ '^"[a-zA-Z0-9_]{1,100}"$' and hashtags < 100
          and not exists (select from note_hashtag as found where found.event_id = tag.event_id
                          and found.hashtag = lower(trim('"' from value)) collate "C")
    union all
    -- A word that is not there.
    select 'hashtag missing', event_id || ' ' || word[1] from stored
    cross join regexp_matches(content, '(?:^|[ \n])#([a-zA-Z][a-zA-Z0-9_]{0,99})(?=[ \n.,!?]|$)', 'g') as word
    where hashtags < 100 and not exists (select from note_hashtag as found where found.event_id = stored.event_id
                                         and found.hashtag = lower(word[1]) collate "C")
    union all
    -- One that nobody wrote.
    select 'hashtag invented', event_id || ' ' || hashtag from note_hashtag join stored using (event_id)
    where hashtag ~ '^[a-z0-9_]+$' and strpos(lower(coalesce(content, hashtag)), hashtag) = 0
          and octet_length(coalesce(content, '')) = length(coalesce(content, ''))
          and tags::text ~ '^[\x20-\x7e]*$' and strpos(lower(tags::text), hashtag) = 0
)
select 'note' as "table", what, row from wrong order by 2, 3;
