-- What component person says, against the stored events and zaps. Answers the rows that differ; none if all is right. What
-- has just changed is written seconds later by timers: keys that wait for that are left out. Whom to trust is a graph
-- algorithm and not recomputed here; who counts as a trusted follower is. Of the followers of each day the newest day alone can
-- be told from what is stored now.
with right_list as (
    -- PostgreSQL reads no JSON with U+0000 in it.
    select distinct on (pubkey) pubkey, id, created_at,
           regexp_replace(tags::text, '(?<!\\)((\\\\)*)\\u0000', '\1?', 'g')::json as tags
    from event where kind = 3 order by pubkey, created_at desc, id
), named as (
    select distinct right_list.pubkey as follower, decode(trim('"' from (tag -> 1)::text), 'hex') as followed
    from right_list cross join json_array_elements(tags) as tag
    where (tag -> 0)::text = '"p"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$'
), listed as (
    select pubkey, id, created_at,
           array(select number from named join person on person.pubkey = followed
                 where follower = right_list.pubkey and followed <> follower order by number) as follows,
           (select count(*) from named where follower = right_list.pubkey and followed <> follower) as length
    from right_list where pubkey not in (select pubkey from follow_change)
), stored_list as (
    select pubkey, event_id, created_at, follows, cardinality(follows)::bigint
    from follow_list where pubkey not in (select pubkey from follow_change)
), followed as (
    select pair.number, count(*) as followers, sum(case when person.trusted then 1 else 0 end) as trusted_followers
    from (select person.number as follower, unnest(follow_list.follows) as number from follow_list join person using (pubkey)) as pair
    join person on person.number = pair.follower group by pair.number
), right_followers as (
    select person.number, coalesce(followed.followers, 0), coalesce(followed.trusted_followers, 0),
           coalesce((select cardinality(follows) from follow_list where follow_list.pubkey = person.pubkey), 0)
    from person left join followed on followed.number = person.number
), stored_followers as (
    select number, followers, trusted_followers, follows from person
), noted as (
    select pubkey, count(*) as notes, min(created_at) as first_note_at, max(created_at) as last_note_at
    from event where kind = 1 group by pubkey
), paid as (
    select recipient as pubkey, 1 as received, amount_msat as msat_received, 0 as sent, 0 as msat_sent
    from zap where counts and verdict in ('verified', 'plausible')
    union all
    select sender, 0, 0, 1, amount_msat from zap where counts and verdict in ('verified', 'plausible')
), account as (
    select pubkey, sum(received) as received, sum(msat_received) as msat_received, sum(sent) as sent, sum(msat_sent) as msat_sent
    from paid group by pubkey
), right_count as (
    select pubkey, coalesce(notes, 0), first_note_at, last_note_at, coalesce(received, 0), coalesce(msat_received, 0),
           coalesce(sent, 0), coalesce(msat_sent, 0)
    from noted full join account using (pubkey) full join (select pubkey from person) as everybody using (pubkey)
    where pubkey not in (select pubkey from person_change)
), stored_count as (
    select pubkey, notes, first_note_at, last_note_at, zaps_received, msat_received, zaps_sent, msat_sent
    from person where pubkey not in (select pubkey from person_change)
), age as (
    select number, case when notes = 0 then 0 else
               least(3650, greatest(0, last_note_at - greatest(first_note_at, 1604707200)) / 86400.0::float8) end as days
    from person
), points as (
    select number, influence, trusted_influence, followers, trusted_followers,
           1.5 * ln(1 + zaps_received::float8) + 10 * zaps_received::float8 / greatest(10, notes)
           + least(notes / greatest(1, days), 10) + 0.5 * ln(1 + days / 30) as rest
    from person join age using (number)
), newest_day as (
    select distinct on (number) number, followers from follower_day order by number, day desc
)
select 'follow_list' as "table", 'stored' as what, t::text as row
from (table stored_list except select pubkey, id, created_at, follows, length from listed) as t
union all
select 'follow_list', 'right', t::text
from (select pubkey, id, created_at, follows, length from listed except table stored_list) as t
union all
select 'person', 'followers stored', t::text from (table stored_followers except table right_followers) as t
union all
select 'person', 'counts stored', t::text from (table stored_count except table right_count) as t
union all
select 'person', 'counts right', t::text from (table right_count except table stored_count) as t
union all
select 'person', 'influence', points::text from points
where abs(influence - 2 * ln(1 + followers::float8) - rest) > 1e-6
   or abs(trusted_influence - 2 * ln(1 + trusted_followers::float8) - rest) > 1e-6
union all
select 'follower_day', 'stored', newest_day::text from newest_day join person using (number)
where newest_day.followers <> person.followers
union all
select 'follower_day', 'missing', number::text from person
where followers > 0 and number not in (select number from newest_day)
order by 1, 3, 2;
