-- What component profile says, against the stored events. Answers the rows that differ; none if all is right.
-- Needs PostgreSQL 16. Fields of a content with escapes that PostgreSQL cannot decode (\u0000, half a surrogate pair) are
-- not compared.
with current as (
    select distinct on (pubkey) pubkey, id, created_at,
           case when pg_input_is_valid(content, 'jsonb') then content::json end as fields
    from event where kind = 0 and content is json object
    order by pubkey, created_at desc, id
), right_text as (
    -- What Java takes for white space is cut off at both ends.
    select pubkey, name, left(btrim(fields ->> name,
               E'\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006'
               || E'\u2008\u2009\u200a\u2028\u2029\u205f\u3000'), 2000) as text
    from current cross join unnest(array['name', 'display_name', 'about', 'picture', 'banner', 'website', 'nip05',
                                         'lud06', 'lud16']) as name
    where json_typeof(fields -> name) = 'string'
), right_profile as (
    select pubkey, id, created_at from current
), right_field as (
    select * from right_text where text <> ''
), stored_profile as (
    select pubkey, event_id, created_at from profile
), stored_field as (
    select pubkey, field.key, field.value #>> '{}'
    from profile join current using (pubkey)
    cross join json_each(row_to_json(profile)) as field
    where fields is not null and field.key not in ('pubkey', 'event_id', 'created_at')
          and json_typeof(field.value) <> 'null'
)
select 'profile' as "table", 'stored' as what, t::text as row
from (table stored_profile except table right_profile) as t
union all
select 'profile', 'right', t::text from (table right_profile except table stored_profile) as t
union all
select 'profile', 'stored', t::text from (table stored_field except table right_field) as t
union all
select 'profile', 'right', t::text from (table right_field except table stored_field) as t
order by 1, 3, 2;
