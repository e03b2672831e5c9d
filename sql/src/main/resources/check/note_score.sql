-- What component note counts of what people did to notes, against what they did. Answers the rows that differ; none if all is
-- right. Notes that wait to be counted again are left out. Whom to trust is taken from person, as it stands. Ranks are compared
-- to nine decimals: SQL and Java do not compute logarithms alike.
with deed as (
    -- Each of them once, whoever repeats it.
    select parent_id as target, pubkey, 'reply' as action, null::bytea as receipt_id, 0 as msat from note
    union select parent_id, pubkey, 'reply', null, 0 from comment
    union select target_id, pubkey, 'repost', null, 0 from repost
    union select target_id, pubkey, 'reaction', null, 0 from reaction where content <> '-'
    union select target_id, sender, 'zap', receipt_id, least(amount_msat, 1000000000)
    from zap where counts and verdict <> 'suspicious'
), counted as (
    select note.event_id, note.pubkey, note.created_at, count(*) filter (where action = 'zap') as zaps, sum(msat) as msat,
           count(*) filter (where action = 'reply') as replies, count(*) filter (where action = 'repost') as reposts,
           count(*) filter (where action = 'reaction') as reactions,
           count(*) filter (where action = 'zap' and trusted) as trusted_zaps,
           coalesce(sum(msat) filter (where trusted), 0) as trusted_msat,
           count(*) filter (where action = 'reply' and trusted) as trusted_replies,
           count(*) filter (where action = 'repost' and trusted) as trusted_reposts,
           count(*) filter (where action = 'reaction' and trusted) as trusted_reactions
    from deed join note on note.event_id = deed.target left join person on person.pubkey = deed.pubkey
    where deed.pubkey <> note.pubkey
    group by note.event_id
), right_score as (
    select *, 3.0 * zaps + 0.000001 * msat + 2.0 * replies + 2.5 * reposts + reactions as points,
           3.0 * trusted_zaps + 0.000001 * trusted_msat + 2.0 * trusted_replies + 2.5 * trusted_reposts + trusted_reactions
           as trusted_points,
           (created_at - extract(epoch from timestamptz '2020-01-01 00:00:00Z')) / 21600 as half_lives
    from counted
), right_rank as (
    select event_id, (ln(points) / ln(2.0) + half_lives)::float8 as rank,
           case when trusted_points > 0 then (ln(trusted_points) / ln(2.0) + half_lives)::float8 end as trusted_rank
    from right_score
), compared as (
    select event_id, (score.pubkey, score.created_at, score.zaps, score.msat, score.replies, score.reposts, score.reactions,
                      score.trusted_zaps, score.trusted_msat, score.trusted_replies, score.trusted_reposts,
                      score.trusted_reactions)
                     is distinct from
                     (counted.pubkey, counted.created_at, counted.zaps, counted.msat, counted.replies, counted.reposts,
                      counted.reactions, counted.trusted_zaps, counted.trusted_msat, counted.trusted_replies,
                      counted.trusted_reposts, counted.trusted_reactions)
                     or abs(score.rank - right_rank.rank) > 1e-9
                     or abs(score.trusted_rank - right_rank.trusted_rank) > 1e-9
                     or (score.trusted_rank is null) <> (right_rank.trusted_rank is null) as is_wrong,
           score::text as stored, counted::text as right
    from note_score as score full join counted using (event_id) left join right_rank using (event_id)
    where event_id not in (select event_id from note_change)
)
select 'note_score' as "table", 'stored' as what, stored as row from compared where is_wrong and stored is not null
union all
select 'note_score', 'right', "right" from compared where is_wrong and "right" is not null
order by 3, 2;
